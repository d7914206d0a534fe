/* Dates as Hugo reads them: by the layouts of spf13/cast (its caste.go, timeFormats), of Go's
 * time package. */
#ifndef SITE_GO_DATE_H
#define SITE_GO_DATE_H

#include "site/date.h"

/* False: of no such layout, or no day of the calendar.  A time without a zone is taken in the
 * process's time zone. */
bool date_parse_go(struct slice text, struct date *out);

#endif

/* One row a finding: DIAG_ROW(ID, "name", level, "what was found; what was assumed").
 * Included several times by diag.h and diag.c; no include guard. */

/* The file */
DIAG_ROW(UNREADABLE, "unreadable", DIAG_ERROR, "the file cannot be read; it is left out")
DIAG_ROW(NOT_A_FILE, "not-a-file", DIAG_ERROR, "not a regular file; it is left out")
DIAG_ROW(LINK_NOT_FOLLOWED, "link-not-followed", DIAG_WARNING,
         "a link to nothing, or out of the site; it was not followed")
DIAG_ROW(EMPTY_FILE, "empty-file", DIAG_WARNING, "the file is empty")
DIAG_ROW(TOO_LARGE, "too-large", DIAG_WARNING, "larger than is read; only its beginning is shown")
DIAG_ROW(CHARSET_GUESSED, "charset-guessed", DIAG_NOTE, "its charset was guessed; it is not UTF-8")
DIAG_ROW(BAD_BYTES, "bad-bytes", DIAG_WARNING, "bytes that are not text; shown as '?'")

/* Front matter */
DIAG_ROW(NO_FRONT_MATTER, "no-front-matter", DIAG_NOTE, "no front matter; all of the file is its text")
DIAG_ROW(BLANK_BEFORE_FRONT_MATTER, "blank-before-front-matter", DIAG_WARNING,
         "blank lines before the front matter; Jekyll takes it for text, it was read all the same")
DIAG_ROW(FRONT_MATTER_UNCLOSED, "front-matter-unclosed", DIAG_WARNING,
         "the front matter is never closed; it was taken to end at the first line that is no key")
DIAG_ROW(FRONT_MATTER_NOT_YAML, "front-matter-not-yaml", DIAG_ERROR,
         "the front matter is not valid YAML; it was read line by line")
DIAG_ROW(FRONT_MATTER_NOT_TOML, "front-matter-not-toml", DIAG_ERROR,
         "the front matter is not valid TOML; the lines that are were read")
DIAG_ROW(FRONT_MATTER_TABS, "front-matter-tabs", DIAG_WARNING,
         "YAML takes no tabs for an indent; they were read as blanks")
DIAG_ROW(FRONT_MATTER_NOT_MAPPING, "front-matter-not-mapping", DIAG_ERROR,
         "the front matter is not a list of keys; what looks like one was taken")
DIAG_ROW(DUPLICATE_KEY, "duplicate-key", DIAG_WARNING, "a key stands twice; the last one counts")
DIAG_ROW(WRONG_TYPE, "wrong-type", DIAG_WARNING, "a value of the wrong type; only text in it was taken")

/* Title and date */
DIAG_ROW(TITLE_QUOTES, "title-quotes", DIAG_WARNING,
         "the title is not valid YAML; what lies between its first and last quote was taken")
DIAG_ROW(NO_TITLE, "no-title", DIAG_NOTE, "no title; the first heading, the first words or the name was taken")
DIAG_ROW(DATE_UNREADABLE, "date-unreadable", DIAG_WARNING,
         "a date that cannot be read; the day in the name was taken, if it has one")
DIAG_ROW(DATE_LENIENT, "date-lenient", DIAG_WARNING,
         "a date that the generator cannot read; it was read leniently")
DIAG_ROW(DATE_NO_ZONE, "date-no-zone", DIAG_NOTE, "a time without a zone; the site's own zone was assumed")
DIAG_ROW(NO_DATE, "no-date", DIAG_WARNING, "no date anywhere; the post is sorted last")
DIAG_ROW(NAME_WITHOUT_DATE, "name-without-date", DIAG_WARNING,
         "Jekyll passes over a post whose name has no date; it was read all the same")

/* The text */
DIAG_ROW(LIQUID_DROPPED, "liquid-dropped", DIAG_NOTE, "a tag of the generator that is not supported; it was left out")
DIAG_ROW(TOO_DEEP, "too-deep", DIAG_WARNING, "nested too deep; the inner levels are shown as one")
DIAG_ROW(UNCLOSED_TAG, "unclosed-tag", DIAG_WARNING, "an element that would swallow the rest is never closed; shown as text")

/* The site; found by `baokan check` alone */
DIAG_ROW(BAD_CONFIG, "bad-config", DIAG_ERROR,
         "the configuration cannot be read as such; what could be was used, defaults for the rest")
DIAG_ROW(BROKEN_LINK, "broken-link", DIAG_WARNING, "a link to a page that is not in the site")
DIAG_ROW(MISSING_IMAGE, "missing-image", DIAG_WARNING, "a picture or film that is not in the site")
DIAG_ROW(DOUBLE_URL, "double-url", DIAG_WARNING,
         "another post has the same address; the generator keeps one of them")

/* What commands do: the handlers of the command table. */
#ifndef TUI_ACT_H
#define TUI_ACT_H

#include "tui/command.h"

typedef void act_fn(struct tui *t, const struct command_call *call);

/* act_move.c */
act_fn act_down, act_up, act_page, act_page_back, act_half, act_half_back, act_first, act_last,
    act_percent, act_next_post, act_previous_post, act_next, act_previous, act_previous_unread,
    act_left, act_right, act_zoom, act_open;

/* act_go.c */
act_fn act_category, act_filter, act_previous_category, act_next_category, act_home, act_back, act_forward,
    act_refresh, act_where, act_encoding;

/* act_find.c */
act_fn act_full_text;

/* act_link.c */
act_fn act_source, act_next_link, act_previous_link, act_link_number, act_links, act_copy, act_cite,
    act_furniture;

/* act_mark.c */
act_fn act_star, act_toggle_read, act_mark_all, act_undo, act_save_search, act_drop_search;

/* act_program.c */
act_fn act_search, act_search_back, act_next_file, act_previous_file, act_command, act_set,
    act_save_screen, act_help, act_redraw, act_suspend, act_cancel, act_close, act_quit;

#endif

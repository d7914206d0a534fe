/* OPTION_ROW(type, name, default, least, most, choices, redo, help); sorted by
 * what they are about.  No include guard: option.h and option.c include it. */

/* How it looks */
OPTION_ROW(TEXT, theme, "terminal", 0, 0, NULL, REDO_PAINT, "terminal, paper, ink, mono, or a file of your own")
OPTION_ROW(CHOICE, ambiguous, "auto", 0, 0, "auto narrow wide", REDO_START, "columns of characters like \xe2\x80\x9c \xe2\x80\xa6 \xe2\x91\xa0; auto asks the terminal")
OPTION_ROW(CHOICE, language, "auto", 0, 0, "auto en zh", REDO_PAINT, "of the reader's own words; auto takes the locale's")
OPTION_ROW(FLAG, mouse, "yes", 0, 1, NULL, REDO_START, "the wheel scrolls and a click selects")

/* The page */
OPTION_ROW(NUMBER, measure, "72", 20, 200, NULL, REDO_LAYOUT, "columns of a line of text, at most")
OPTION_ROW(CHOICE, columns, "auto", 0, 0, "auto 1 2", REDO_LAYOUT, "pages side by side; auto: two where each has the whole measure")
OPTION_ROW(CHOICE, paragraphs, "blank-line", 0, 0, "blank-line indent", REDO_LAYOUT, "what parts paragraphs: a blank line, or an indent of two em")
OPTION_ROW(FLAG, hang, "yes", 0, 1, NULL, REDO_LAYOUT, "a pause mark may hang into the margin")
OPTION_ROW(FLAG, justify, "no", 0, 1, NULL, REDO_LAYOUT, "let lines meet the right edge where blanks and pauses have room")
OPTION_ROW(FLAG, autospace, "no", 0, 1, NULL, REDO_LAYOUT, "a blank column between Chinese and Latin")
OPTION_ROW(CHOICE, korean, "syllable", 0, 0, "syllable word", REDO_LAYOUT, "where lines of Korean may break")
OPTION_ROW(CHOICE, details, "closed", 0, 0, "closed open", REDO_LAYOUT, "what pages fold away under a summary")
OPTION_ROW(FLAG, images, "yes", 0, 1, NULL, REDO_LAYOUT, "a line for each picture")

/* The site */
OPTION_ROW(CHOICE, generator, "auto", 0, 0, "auto plain jekyll hexo hugo zola docusaurus eleventy astro", REDO_LIBRARY, "what makes pages of the site; auto tells by its files")
OPTION_ROW(TEXT, encoding, "", 0, 0, NULL, REDO_LAYOUT, "charset of files that are not UTF-8; empty: guess")
OPTION_ROW(TEXT, archives, "old_post old_posts archive", 0, 0, NULL, REDO_LIBRARY, "folders beside _posts that hold older posts")
OPTION_ROW(CHOICE, home, "auto", 0, 0, "auto tags categories", REDO_PAINT, "what the sections of the front page are")
OPTION_ROW(NUMBER, home_posts, "5", 1, 50, NULL, REDO_PAINT, "posts in a section of the front page")
OPTION_ROW(TEXT, source_keys, "source original refurl canonical_url external-url link", 0, 0, NULL, REDO_LIBRARY, "front-matter keys that hold the source link")
OPTION_ROW(FLAG, source_closing, "yes", 0, 1, NULL, REDO_LIBRARY, "a bare address that closes a post is its source link")
OPTION_ROW(TEXT, hosts, "", 0, 0, NULL, REDO_LIBRARY, "further hosts whose links are this site's own")
OPTION_ROW(TEXT, back_words, "\xe8\xbf\x94\xe5\x9b\x9e Back \xe6\x88\xbb\xe3\x82\x8b", 0, 0, NULL, REDO_LIBRARY, "how a link back begins: its host does not matter")
OPTION_ROW(TEXT, quiet_links, "keytip infokey em_stock_key_common EmImageRemark", 0, 0, NULL, REDO_LAYOUT, "classes of links that are shown as plain text")
OPTION_ROW(TEXT, attribution, "\xef\xbc\x88\xe6\x96\x87\xe7\xab\xa0\xe6\x9d\xa5\xe6\xba\x90 (\xe6\x96\x87\xe7\xab\xa0\xe6\x9d\xa5\xe6\xba\x90 \xe6\x96\x87\xe7\xab\xa0\xe6\x9d\xa5\xe6\xba\x90\xef\xbc\x9a", 0, 0, NULL, REDO_LAYOUT, "how a line begins that says where the article comes from")
OPTION_ROW(FLAG, fold_digest, "yes", 0, 1, NULL, REDO_LAYOUT, "fold a digest that the text repeats")
OPTION_ROW(FLAG, fold_twins, "yes", 0, 1, NULL, REDO_LIBRARY, "show the copies of one article as one line")

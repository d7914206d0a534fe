#!/bin/sh
# What `check` finds, and what it must leave alone.
. "$(dirname "$0")/tap.inc"

# put PATH < TEXT : a file of the site, as it is
put() {
  mkdir -p "$(dirname "$site/$1")"
  cat >"$site/$1"
}

# found PLACE LEVEL CODE : a line of output, from its place on
found() { grep -qE "^$1: $2: .* \[$3\]\$" "$scratch/out"; }

put _config.yml <<'END'
title: Locks of the Elm Canal
url: https://elm.example
baseurl: /canal
END
post _posts/2024-05-01-ice.md Ice '2024-05-01 19:05:00 +0800' locks ice <<'END'
All is well here: [the thaw]({% post_url 2024-05-02-thaw %}), [by address](/canal/locks/2024/05/02/thaw.html),
[with the host](https://elm.example/canal/locks/2024/05/02/thaw.html#top), [by file](2024-05-02-thaw.md),
[by a guide](../guide/rowing.md), [its page](/guide/rowing.html), [feed](/feed.xml), [tag](/tags/ice/),
[archive](/archive/), [2024](/2024/05/), [page](/page2/), [other language](/ja/locks/2024/05/02/thaw.html),
[here](#top), [empty](), [mail](mailto:a@elm.example), [far](https://far.example/locks/2024/05/02/no.html),
[paper](/files/paper.pdf), [back](//gone.example/nothing.html "x"), [about](/about/).

![a](/img/a.png) ![b](../img/a.png) ![c]({{ site.baseurl }}/img/a.png) ![d](/img/a.png?v=2)
![e](https://far.example/e.png) ![f](data:image/png;base64,AA==) ![g](copied.png) ![h](/badge/build)
![i](a%20b.png)
END
post _posts/2024-05-02-thaw.md Thaw '2024-05-02 08:00:00 +0800' locks ice <<'END'
[gone](/canal/locks/2024/05/02/flood.html)

[no file](2024-05-02-flood.md), [twice](2024-05-02-flood.md)

[no post]({% post_url 2024-01-01-never %})

![gone](/img/gone.png) ![gone](/img/水.png)

{% nonesuch %}
END
put _posts/2024-05-03-lock.md <<'END'
---
title: "The "old" lock"
date: 2024-05-03 08:00:00 +0800
---
Text.
END
put _posts/2024-05-04-a.md <<'END'
---
title: A
date: 2024-05-04 08:00:00
permalink: /same/
---
END
put _posts/2024-05-04-b.md <<'END'
---
title: B
date: 2024-05-04 08:00:00 +0800
permalink: /same/
---
END
put _posts/2024-05-04-c.md <<'END'
---
title: C
date: 2024-05-04 08:00:00 +0800
permalink: /same/
lang: ja
---
END
put _posts/undated.md <<'END'
---
title: Undated
date: 2024-05-04 08:00:00 +0800
---
END
put guide/rowing.md </dev/null
put img/a.png </dev/null
put assets/copied.png </dev/null
put '_posts/a b.png' </dev/null
ln -s nowhere.md "$site/_posts/2024-05-05-link.md"

run check "$site"
is 'an error: exit 1' $status 1
is 'nothing on stderr' "$(err)" ''
ok 'what works is left alone' out_lacks '2024-05-01-ice.md:'
posts=$site/_posts
thaw=$posts/2024-05-02-thaw.md
ok 'an address of no post' found "$thaw:8:8" warning broken-link
ok 'a file that is not there' found "$thaw:10:11" warning broken-link
is 'each link once' "$(grep -c flood.md "$scratch/out")" 1
ok 'post_url of no post' found "$thaw:12:14" warning broken-link
ok 'a picture that is not there' found "$thaw:14:9" warning missing-image
ok 'and where, if it is encoded' found "$thaw:14:32" warning missing-image
ok 'what the reader says of the front matter' found "$posts/2024-05-03-lock.md:2:[0-9]+" error front-matter-not-yaml
ok 'two posts at one address' found "$posts/2024-05-04-b.md" warning double-url
ok 'the other one is named' grep -q 'same address: _posts/2024-05-04-a.md;' "$scratch/out"
ok 'but not translations' out_lacks 2024-05-04-c.md
ok 'a name without a date' found "$posts/undated.md" warning name-without-date
ok 'a link to nothing' found "$posts/2024-05-05-link.md" warning link-not-followed
ok 'no notes' out_lacks ': note:'
is 'the counts' "$(tail -n 1 "$scratch/out")" '1 error, 9 warnings, 2 notes in 7 posts; --all shows the notes'
is 'by path, then line' "$(sed '$d' "$scratch/out" | cut -d: -f1 | uniq | LC_ALL=C sort -c 2>&1)" ''

run check --all "$site"
ok '--all: notes' found "$posts/2024-05-04-a.md:3:1" note date-no-zone
ok '--all: a tag, and where' found "$thaw:16:1" note liquid-dropped
is '--all: the counts' "$(tail -n 1 "$scratch/out")" '1 error, 9 warnings, 2 notes in 7 posts'

run check --json "$site"
is 'json: exit 1' $status 1
is 'json: a line each, no counts' "$(lines "$scratch/out")" 10
ok 'json: fields' grep -qxF '{"path":"_posts/2024-05-02-thaw.md","line":14,"column":9,"level":"warning","code":"missing-image","message":"a picture or film that is not in the site","detail":"/img/gone.png"}' "$scratch/out"
ok 'json: what is not known is null' grep -qF '"path":"_posts/undated.md","line":null,"column":null,' "$scratch/out"

# The paths are those that can be opened from here.
cd "$site/guide" || exit 99
run check
ok 'from a folder within' found '\.\./_posts/undated\.md' warning name-without-date
cd ..
run check
ok 'from the root' found '_posts/undated\.md' warning name-without-date
run check .
ok 'the root as "."' found '_posts/undated\.md' warning name-without-date
cd ..
run check site/
ok 'from outside' found 'site/_posts/undated\.md' warning name-without-date
run check site/_posts
ok 'a folder in it' found 'site/_posts/undated\.md' warning name-without-date
cd /

rm "$site/_posts/2024-05-03-lock.md"
printf -- '---\ntitle: x\ncategories: {a: b}\ndate: someday\n---\nText.\n' >"$site/_posts/2024-05-07-odd.md"
printf -- '---\ntitle: "x" y\ntag: \\\\\ndate: someday\n  tags: {a: b}\n---\n' >"$site/_posts/2024-05-07-worse.md"
printf -- '---\ntitle: x\ndate: 2024年5月7日\n---\nText.\n' >"$site/_posts/2024-05-07-kanji.md"
: >"$site/_posts/2024-05-08-empty.md"
run check --all "$site"
ok 'a wrong type, and where' found "$posts/2024-05-07-odd.md:3:1" warning wrong-type
ok 'a date, and where' found "$posts/2024-05-07-odd.md:4:1" warning date-unreadable
ok 'one that a reader understands' found "$posts/2024-05-07-kanji.md:3:1" warning date-lenient
ok 'the same behind what is no YAML' found "$posts/2024-05-07-worse.md:4:1" warning date-unreadable
is 'of nothing there is one thing to say' "$(grep -c 05-08-empty "$scratch/out")" 1
rm "$site"/_posts/2024-05-0[78]-*
run check "$site"
is 'warnings alone: exit 0' $status 0
run check "$scratch/none"
is 'no such folder: exit 2' $status 2

printf -- '---\ntitle: "a\033[31m" b"\n---\n![x](/\033[31m.png)\n' >"$site/_posts/2024-05-06-$(printf '\033')[31m.md"
run check --all "$site"
ok 'no control reaches the terminal' clean "$scratch/out"
run check --json "$site"
ok 'json: nor there' clean "$scratch/out"

# A site whose addresses bear no date; a link is judged where several posts are.
hugo=$scratch/hugo
site=$hugo
put hugo.toml <<'END'
title = "Sluice"
END
for name in b d e; do
  put content/blog/$name.md <<'END'
---
title: A lock
date: 2024-05-01
---
END
done
put content/notes/n.md <"$hugo/content/blog/b.md"
put content/blog/c/index.md <<'END'
---
title: Links
date: 2024-05-01
---
[b](/blog/b) [file](../b.md) [list](/blog/) [made](/blog/tags/) [pages](../page/2.html) [few](/notes/gone/)
[known]({{< ref "d.md" >}}) ![beside](p.png) ![copied](/s.png) ![made](/images/s.webp?w=2)

[gone](/blog/gone/)
[unknown]({{< ref "x.md" >}})
END
put content/blog/c/index.ja.md <"$hugo/content/blog/b.md"
put content/blog/c/p.png </dev/null
put static/s.png </dev/null
put themes/sluice/static/images/s.webp </dev/null
run check "$hugo"
is 'hugo: exit 0' $status 0
ok 'hugo: an address of no post' found "$hugo/content/blog/c/index.md:8:8" warning broken-link
ok 'hugo: ref to no post' found "$hugo/content/blog/c/index.md:9:[0-9]+" warning broken-link
is 'hugo: nothing else' "$(lines "$scratch/out")" 3

site=$scratch/broken
put _config.yml <<'END'
title: "Weir
permalink: pretty
END
post _posts/2024-05-01-a.md A '2024-05-01 19:05:00 +0800' locks ice </dev/null
run check "$site"
is 'broken configuration: exit 1' $status 1
ok 'broken configuration: where' found "$site/_config.yml:[0-9]+:[0-9]+" error bad-config
is 'broken configuration: before all' "$(sed -n 1p "$scratch/out" | grep -c bad-config)" 1

site=$scratch/site
if [ "$(id -u)" != 0 ]; then
  chmod 0 "$site/_posts/2024-05-04-a.md"
  run check "$site"
  is 'unreadable: exit 1' $status 1
  ok 'unreadable: and nothing else of it' found "$posts/2024-05-04-a.md" error unreadable
  is 'unreadable: once' "$(grep -c 2024-05-04-a.md: "$scratch/out")" 1
fi
finish

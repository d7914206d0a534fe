#!/bin/sh
# Holds the floors of src/ apart: reads every #include and fails on one that
# goes up or sideways, and on a library that is seen through two doors.
cd "${srcdir:-.}/src" || exit 99

awk '
  # What each folder may include: itself and what lies below it.
  BEGIN {
    below["base"] = "base"
    below["text"] = "text " below["base"]
    below["site"] = "site " below["text"]
    below["doc"] = "doc " below["text"]
    below["store"] = "store " below["site"]
    below["layout"] = "layout " below["doc"]
    below["app"] = "app store layout site doc text base"
    below["tui"] = "tui " below["app"]
    below["cli"] = "cli " below["app"]
    below["main.c"] = "tui cli " below["app"]

    # The only door to each library: one file, or a folder.
    split("yaml gumbo cmark uchardet sqlite3 iconv unistring curses inotify", libraries)
    header["yaml"] = "yaml"
    header["gumbo"] = "gumbo"
    header["cmark"] = "cmark.*"
    header["uchardet"] = "(uchardet/)?uchardet"
    header["sqlite3"] = "sqlite3"
    header["iconv"] = "iconv"
    header["unistring"] = "uni(str|types|case|conv|ctype|gbrk|lbrk|name|norm|stdio|wbrk|width)"
    header["curses"] = "(ncursesw?/)?(n?curses|term|panel)"
    header["inotify"] = "sys/inotify"
    folder_door["unistring"] = "text"
    folder_door["curses"] = "tui"
  }

  function complain(floor, what) { wrong[floor] = wrong[floor] "# " what "\n" }

  FNR == 1 {
    file = FILENAME
    sub(/^\.\//, "", file)
    floor = file
    sub(/\/.*/, "", floor)
    if (!(floor in below)) complain("main.c", file " stands on no floor")
    files[floor]++
  }

  match($0, /^[ \t]*#[ \t]*include[ \t]*"[^"]*"/) {
    split($0, part, "\"")
    target = part[2]
    sub(/\/.*/, "", target)
    if (part[2] != "config.h" && index(" " below[floor] " ", " " target " ") == 0)
      complain(floor, file ":" FNR " includes " part[2])
  }

  match($0, /^[ \t]*#[ \t]*include[ \t]*<[^>]*>/) {
    split($0, part, /[<>]/)
    for (i in libraries) {
      library = libraries[i]
      if (part[2] !~ "^" header[library] "\\.h$") continue
      door = library in folder_door ? floor : file
      if (library in folder_door && door != folder_door[library])
        complain(library, file " includes <" part[2] ">")
      if (library in seen && seen[library] != door)
        complain(library, seen[library] " and " door " both include it")
      seen[library] = door
    }
  }

  function report(name, what) {
    number++
    printf "%s %d - %s\n%s", wrong[name] == "" ? "ok" : "not ok", number, what, wrong[name]
  }

  END {
    for (floor in below) if (files[floor]) report(floor, "includes of " floor)
    for (library in seen) report(library, "the door to " library)
    printf "1..%d\n", number
  }
' $(find . -name '*.[ch]' | sort)

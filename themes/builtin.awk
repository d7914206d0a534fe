# Writes the themes as C: awk -f builtin.awk NAME.theme... > builtin_themes.h
# A reader's own theme and the ones compiled in are thus read by the same parser.

BEGIN {
  print "/* Made from themes/ by themes/builtin.awk. */"
  print "static const struct {\n  const char *name, *text;\n} builtin_themes[] = {"
}

FNR == 1 {
  name = FILENAME
  gsub(/.*\/|\.theme$/, "", name)
  if (NR > 1) print "  },"
  printf "  { \"%s\",\n", name
}

{
  gsub(/["\\]/, "\\\\&")
  printf "    \"%s\\n\"\n", $0
}

END { print "  },\n};" }

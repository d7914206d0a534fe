#!/usr/bin/env python3
"""Writes scalar_table.h, simplified_table.h and pinyin_table.h from the Unicode Character
Database.

    python3 gen_tables.py /usr/share/unicode

Run by hand when the tables are to follow a new Unicode version; the results are
checked in, so that building needs neither Python nor the database (which is the
package unicode-data of Debian: EastAsianWidth.txt, UnicodeData.txt, DerivedAge.txt,
DerivedCoreProperties.txt, emoji/emoji-data.txt, Unihan_Variants.txt.bz2,
Unihan_Readings.txt.bz2).
"""
import bz2
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 0x40000    # above lie only tags, variation selectors and private use
BLOCK = 128
TERMINAL_AGE = 14  # the newest Unicode version that all terminals in use know

WIDTHS = ["ZERO", "NARROW", "AMBIGUOUS", "WIDE"]
KINDS = ["PLAIN", "PICTOGRAPH", "MARK", "SPACING", "IGNORED", "NEWLINE", "TAB", "UNKNOWN",
         "FILLER", "FLAG", "SKIN", "RECENT"]  # the order of enum scalar_kind

# What Unihan has no pair for, or not the one that a reader looks for.
EXTRA_PAIRS = [("乾", "干"), ("著", "着"), ("瞭", "了"), ("覆", "复"), ("藉", "借")]


def read_ranges(folder, name, fields=2):
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for line in lines:
            parts = [part.strip() for part in line.split("#")[0].split(";")]
            if len(parts) < fields or not parts[0]:
                continue
            first, _, last = parts[0].partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), parts[1]


def read_categories(folder):
    category = ["Cn"] * 0x110000
    first = None
    with open(os.path.join(folder, "UnicodeData.txt"), encoding="utf-8") as lines:
        for line in lines:
            code, name, gc = line.split(";")[:3]
            code = int(code, 16)
            if name.endswith("First>"):
                first = code
                continue
            for scalar in range(code if first is None else first, code + 1):
                category[scalar] = gc
            first = None
    return category


def with_property(folder, name, wanted):
    return {scalar for scalars, value in read_ranges(folder, name) if value == wanted
            for scalar in scalars}


def scalar_bytes(folder):
    category = read_categories(folder)
    wide, ambiguous, age = set(), set(), {}
    for scalars, value in read_ranges(folder, "EastAsianWidth.txt"):
        if value in "WF":
            wide.update(scalars)
        elif value == "A":
            ambiguous.update(scalars)
    for scalars, value in read_ranges(folder, "DerivedAge.txt"):
        for scalar in scalars:
            age[scalar] = int(value.split(".")[0])
    ignorable = with_property(folder, "DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
    pictograph = with_property(folder, "emoji/emoji-data.txt", "Extended_Pictographic")
    jamo_after = set(range(0x1160, 0x1200)) | set(range(0xD7B0, 0xD800))

    def kind(scalar):
        gc = category[scalar]
        if scalar == 0x09:
            return "TAB"
        if scalar in (0x0A, 0x0D, 0x85, 0x2028, 0x2029):
            return "NEWLINE"
        if scalar in (0x115F, 0x3164, 0xFFA0):
            return "FILLER"
        if gc in ("Cc", "Cf") or scalar in ignorable or scalar == 0x20E3:
            return "IGNORED"  # U+20E3: a keycap is shown as its digit
        if gc in ("Co", "Cn", "Cs") or scalar == 0xFFFD:
            return "UNKNOWN"
        if age[scalar] > TERMINAL_AGE:
            return "UNKNOWN" if gc[0] == "M" else "RECENT"
        if 0x1F1E6 <= scalar <= 0x1F1FF:
            return "FLAG"
        if 0x1F3FB <= scalar <= 0x1F3FF:
            return "SKIN"
        if gc in ("Mn", "Me") or scalar in jamo_after:
            return "MARK"
        if gc == "Mc":
            return "SPACING"
        return "PICTOGRAPH" if scalar in pictograph and scalar >= 0x2190 else "PLAIN"

    def width(scalar):
        if category[scalar] in ("Mn", "Me", "Cf", "Cc") or scalar in jamo_after:
            return "ZERO"
        if scalar in wide or (category[scalar] == "Cn" and scalar in pictograph):
            return "WIDE"
        return "AMBIGUOUS" if scalar in ambiguous else "NARROW"

    return [KINDS.index(kind(c)) << 2 | WIDTHS.index(width(c)) for c in range(LIMIT)]


def two_stages(values):
    blocks, index = {}, []
    for start in range(0, len(values), BLOCK):
        block = tuple(values[start:start + BLOCK])
        index.append(blocks.setdefault(block, len(blocks)))
    return index, [value for block in blocks for value in block]


def array(name, ctype, values, per_line, form="%d"):
    rows = [", ".join(form % v for v in values[i:i + per_line])
            for i in range(0, len(values), per_line)]
    return "static const %s %s[%d] = {\n  %s,\n};\n" % (ctype, name, len(values),
                                                        ",\n  ".join(rows))


HEAD = """/* Made by gen_tables.py from the Unicode Character Database 15.0; do not edit.
 * %s */
/* clang-format off */
"""


def write(name, about, *arrays):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
        out.write(HEAD % about + "\n".join(arrays) + "/* clang-format on */\n")


def unihan(folder, name):
    with bz2.open(os.path.join(folder, name), "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3:
                yield int(parts[0][2:], 16), parts[1], parts[2]


def syllable(word):
    """ "lǜ" as "lv": letters without tones, ü as v."""
    letters = unicodedata.normalize("NFD", word.lower()).replace("u\u0308", "v")
    return "".join(c for c in letters if "a" <= c <= "z")


def readings(folder, simplified):
    """Every reading of the dictionaries of modern Chinese, the usual one first.  A character
    has those of its traditional forms too: what is looked through is folded."""
    fields = ["kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinlu"]
    found = {field: {} for field in fields}
    for scalar, field, value in unihan(folder, "Unihan_Readings.txt.bz2"):
        if field in fields:
            words = re.sub(r"[0-9.,*:()]+", " ", value).split()
            found[field][scalar] = [syllable(word) for word in words]
    kept = {0x3007: ["ling"]}  # no ideograph to Unihan
    for scalar in sorted(set().union(*found.values())):
        if scalar <= 0x9FFF or scalar in found["kTGHZ2013"]:  # the rest is in no newspaper
            words = [word for field in fields for word in found[field].get(scalar, [])]
            kept[scalar] = list(dict.fromkeys(word for word in words if word))
    for source, target in simplified.items():
        if source in kept and (target <= 0x9FFF or target in kept):
            kept[target] = list(dict.fromkeys(kept.get(target, []) + kept[source]))
    return {scalar: words for scalar, words in kept.items() if words}


def write_pinyin(folder, simplified):
    known = readings(folder, simplified)
    syllables = sorted({word for words in known.values() for word in words})
    number = {word: i + 1 for i, word in enumerate(syllables)}  # 0: no reading
    several, lists = [], {}
    for words in known.values():
        key = tuple(number[word] for word in words)
        if len(key) > 1 and key not in lists:
            lists[key] = len(several)
            several.extend(key[:-1] + (key[-1] | 0x8000,))  # the last one of a list

    def cell(scalar):
        key = tuple(number[word] for word in known.get(scalar, []))
        return 0x8000 | lists[key] if len(key) > 1 else key[0] if key else 0

    low = [scalar for scalar in known if 0x3400 <= scalar <= 0x9FFF]
    blocks, index = {(0,) * 64: 0}, []
    for base in range(0x3400, 0xA000, 64):
        block = tuple(cell(scalar) for scalar in range(base, base + 64))
        index.append(blocks.setdefault(block, len(blocks)))
    pairs = [(scalar, cell(scalar)) for scalar in sorted(set(known) - set(low))]
    write("pinyin_table.h", "Readings: blocks of 64 cells, and the pairs outside them.  A cell is a "
          "syllable (0: none)\n * or, from 0x8000 on, where in pinyin_lists several begin, the last "
          "with 0x8000 added.",
          "#define PINYIN_FIRST 0x3400u\n#define PINYIN_END 0xA000u\n",
          array("pinyin_index", "uint16_t", index, 20),
          array("pinyin_cells", "uint16_t", [c for block in blocks for c in block], 16),
          array("pinyin_lists", "uint16_t", several, 16),
          "static const struct {\n  char32_t scalar;\n  uint16_t cell;\n} pinyin_pairs[%d] = {\n  %s,\n};\n"
          % (len(pairs), ",\n  ".join(", ".join("{ 0x%X, %d }" % p for p in pairs[i:i + 6])
                                      for i in range(0, len(pairs), 6))),
          "static const char pinyin_syllables[%d][7] = {\n  \"\",\n  %s,\n};\n" % (
              len(syllables) + 1, ",\n  ".join(
                  ", ".join('"%s"' % s for s in syllables[i:i + 10])
                  for i in range(0, len(syllables), 10))))


def simplified_pairs(folder):
    pairs = {}
    for scalar, field, value in unihan(folder, "Unihan_Variants.txt.bz2"):
        if field == "kSimplifiedVariant":
            pairs[scalar] = [int(t.split("<")[0][2:], 16) for t in value.split()]
    chosen = {}
    for source, targets in pairs.items():
        # Some are listed as variants of themselves too (復: 复, 復): a reader looks for the other.
        others = [t for t in targets if t != source]
        if others:
            chosen[source] = min(others, key=lambda t: (t > 0xFFFF and source not in targets,
                                                        others.index(t)))
    for source, target in EXTRA_PAIRS:
        chosen[ord(source)] = ord(target)
    # Chains (a -> b -> c) end at their end, so that folding twice changes nothing.
    for source in chosen:
        seen = {source}
        while chosen[source] in chosen and chosen[source] not in seen:
            seen.add(chosen[source])
            chosen[source] = chosen[chosen[source]]
    return {s: t for s, t in chosen.items() if s != t and t not in chosen}


def main():
    folder = sys.argv[1]
    index, cells = two_stages(scalar_bytes(folder))
    assert max(index) < 256
    write("scalar_table.h", "Kind << 2 | width (scalar.h) of U+0000 to U+%X, in blocks of %d."
          % (LIMIT - 1, BLOCK),
          "#define SCALAR_LIMIT 0x%Xu\n#define SCALAR_BLOCK %du\n" % (LIMIT, BLOCK),
          array("scalar_index", "uint8_t", index, 24), array("scalar_cells", "uint8_t", cells, 24))
    write_pinyin(folder, simplified_pairs(folder))
    pairs = sorted(simplified_pairs(folder).items())
    low = [(s, t if t <= 0xFFFF else 1) for s, t in pairs if s <= 0xFFFF]
    high = [(s, t) for s, t in pairs if s > 0xFFFF or t > 0xFFFF]
    start, end = low[0][0] // 64 * 64, low[-1][0] // 64 * 64 + 64
    by_source = dict(low)
    block_of = []
    blocks = {(0,) * 64: 0}
    for base in range(start, end, 64):
        block = tuple(by_source.get(c, 0) for c in range(base, base + 64))
        block_of.append(blocks.setdefault(block, len(blocks)))
    targets = [v for block in blocks for v in block]
    write("simplified_table.h",
          "Traditional to simplified: blocks of 64 targets (0: none, 1: among the pairs),\n * and "
          "the pairs outside the BMP.",
          "#define SIMPLIFIED_FIRST 0x%Xu\n#define SIMPLIFIED_END 0x%Xu\n" % (start, end),
          array("simplified_index", "uint16_t", block_of, 20),
          array("simplified_targets", "uint16_t", targets, 16, "0x%X"),
          "static const char32_t simplified_pairs[%d][2] = {\n  %s,\n};\n" % (
              len(high), ",\n  ".join(", ".join("{ 0x%X, 0x%X }" % p for p in high[i:i + 4])
                                      for i in range(0, len(high), 4))))


main()

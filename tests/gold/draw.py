#!/usr/bin/env python3
"""Draw the documents of the gold set: a fixed seed over all bodies and decades.

Usage: tests/gold/draw.py FOLDER-OF-TEXTS  > tests/gold/drawn.tsv

Within each stratum (body, decade) the files are put in the order of SHA-256("comity gold 1 " + name); the first of
them is read while the parser is made ("open"), the second is not looked at until it is done ("held"). What the second showed was then
mended too, so a third was drawn for an unspoiled figure ("fresh"),
and a fourth and a fifth after those were mended ("last", "unseen"). The sixth ("sixth") has a seed of its own: the files that are in none of the
earlier draws, in the order of SHA-256("comity gold 2 " + name), the first of each stratum; the seventh ("seventh") likewise
with "comity gold 3 ". Files above 60,000 bytes are passed over: a person has to read them line by line.
"""
import hashlib
import os
import re
import sys


def year_of(name):
    """The decade comes from the symbol: sessions of the Assembly, years of the other bodies."""
    roman = re.search(r"\(([IVXLC]+)\)", name)
    if roman:
        value, total = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}, 0
        digits = [value[c] for c in roman.group(1)]
        for here, following in zip(digits, digits[1:] + [0]):
            total += -here if here < following else here
        return 1945 + total if name.startswith("A_") else 1945 + total // 2
    if match := re.search(r"\((\d{4})\)|_(19\d\d|20\d\d)_", name):
        return int(match.group(1) or match.group(2))
    if match := re.match(r"A_HRC_RES_S?-?(\d+)", name):
        return 2008 + (int(match.group(1)) - 7) // 3
    if match := re.match(r"A_RES_(\d+)_", name):
        return 1945 + int(match.group(1))
    return 2000


def body_of(name):
    for head in ("A_RES", "A_HRC", "S_RES", "E_RES"):
        if name.startswith(head):
            return head
    return "PRST" if "PRST" in name else "other"


def main(folder):
    strata = {}
    for name in sorted(os.listdir(folder)):
        if os.path.getsize(os.path.join(folder, name)) <= 60000:
            body = body_of(name)
            decade = year_of(name) // 10 * 10 if body in ("A_RES", "A_HRC", "S_RES", "E_RES") else 0
            strata.setdefault((body, decade), []).append(name)
    order = lambda seed: lambda name: hashlib.sha256((seed + name).encode()).hexdigest()
    print("set\tdocument")
    for key in sorted(strata):
        names = sorted(strata[key], key=order("comity gold 1 "))
        for which, name in zip(("open", "held", "fresh", "last", "unseen"), names):
            print(f"{which}\t{name[:-4]}")
        rest = names[5:]
        for which, seed in (("sixth", "comity gold 2 "), ("seventh", "comity gold 3 ")):
            for name in sorted(rest, key=order(seed))[:1]:
                print(f"{which}\t{name[:-4]}")
                rest.remove(name)


main(sys.argv[1])

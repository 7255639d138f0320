"""Print how well the parser reads the labelled captions: `python -m tests.accuracy.report`."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence

from catalog.caption import parse_caption
from tests.accuracy.floors import allowed
from tests.accuracy.labels import Label, Pair, Reading, read_labels
from tests.accuracy.scoring import FIELDS, compare, score

SHOWN = ("agencies", "creators", "handout", "handout_source", "places", "country", "date", "whole")


GROUPS: dict[str, Callable[[Label], Sequence[str]]] = {
    "agency": lambda label: label.agencies or ("(none)",),
    "language": lambda label: (label.language or "(none)",),
    "decade": lambda label: (label.decade,),
}


def measure() -> list[Pair]:
    """Every labelled caption, parsed."""
    return [Pair(label, Reading.of(parse_caption(label.caption))) for _, label in read_labels()]


def grouped(pairs: Sequence[Pair], by: str) -> dict[str, list[Pair]]:
    """The pairs of each agency, language or decade, the largest group first."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for name in GROUPS[by](pair.label):
            found[name].append(pair)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _table(pairs: Sequence[Pair], by: str, least: int) -> list[str]:
    lines = [f"{'by ' + by:<24}{'captions':>9}" + "".join(f"{field:>15}" for field in SHOWN)]
    for name, members in grouped(pairs, by).items():
        if len(members) < least:
            continue
        tallies = score(members)
        lines.append(f"{name:<24}{len(members):>9}" + "".join(f"{tallies[f].value:>15.3f}" for f in SHOWN))
    return lines


def report(pairs: Sequence[Pair], least: int = 1) -> str:
    """All figures, then those of each agency, language and decade with at least so many captions."""
    tallies = score(pairs)
    lines = [f"{len(pairs)} captions", ""]
    lines += [f"{'field':<16}{'value':>7}{'asked':>7}{'missed':>8}{'invented':>10}"]
    for field in FIELDS:
        tally = tallies[field]
        lines += [f"{field:<16}{tally.value:>7.3f}{tally.asked:>7}{tally.missed:>8}{tally.invented:>10}"]
    for by in GROUPS:
        lines += ["", *_table(pairs, by, least)]
    return "\n".join(lines)


def errors(pairs: Sequence[Pair], field: str) -> str:
    """The captions that were read otherwise than labelled, in one field."""
    lines = []
    for label, answer in pairs:
        if compare(label, answer).get(field, True):
            continue
        lines += [f"{label.id}  {label.caption}"]
        for name in Reading.__struct_fields__:
            wanted, got = getattr(label, name), getattr(answer, name)
            if wanted != got:
                lines.append(f"    {name:<15} label {wanted!r}  parser {got!r}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report, or what was missed in a field, or the floors that today's figures allow."""
    parser = argparse.ArgumentParser(description="How well the parser reads the labelled captions.")
    parser.add_argument("--errors", metavar="FIELD", choices=FIELDS, help="list what was missed in a field")
    parser.add_argument("--floors", action="store_true", help="print floors.toml as it could be today")
    parser.add_argument("--least", type=int, default=3, help="captions that a group needs to be shown (3)")
    options = parser.parse_args(arguments)
    pairs = measure()
    if options.errors:
        text = errors(pairs, options.errors)
    else:
        text = allowed(pairs) if options.floors else report(pairs, options.least)
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

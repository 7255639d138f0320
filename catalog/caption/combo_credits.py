"""Which of a combo's pictures each party of its credit belongs to."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from catalog.caption.combo_cuts import Segment
from catalog.caption.combo_marks import Mark
from catalog.caption.credit import Credit, resolve
from catalog.caption.party import Party
from catalog.caption.reading import Reading
from catalog.caption.statements import Statement
from catalog.caption.zone import Zone

_WORD = re.compile(r"\w{2,}")
_RANKS = {"left": 0, "top": 0, "middle": 1, "right": 2, "bottom": 2}
_GAP = re.compile(r"[\s,;]*")
_BEFORE = re.compile(r"[\s,.;:()\[\]（）]*")


class Stretch(NamedTuple):
    """A stretch of a credit and the marks that say which pictures it is of."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Share(NamedTuple):
    """What belongs to one picture: its parties, its statements, and the mark that its credit alone has."""

    credit: Credit
    statements: list[Statement]
    mark: Mark | None


def stretches_of(reading: Reading, marks: Sequence[Mark]) -> list[Stretch]:
    """The stretches of credits that marks part: "(X via AP, left; Y, right)", "(L) X / AFP, (R) Y / AFP"."""
    found = []
    for zone in reading.zones:
        if zone.rule == "credit/fragment":
            continue  # "A boat. Ada Rowe (left) and Ben Lund (right)."
        inside = [m for m in marks if not m.is_order and _is_inside(reading.plain, zone, m)]
        if inside:
            found += _stretches(reading.masked, zone, inside)
    return found


def _is_inside(plain: str, zone: Zone, mark: Mark) -> bool:
    """Whether a mark stands in a credit, or where it was blanked at the credit's end."""
    end = len(plain[: zone.end].rstrip(" .\n"))
    return zone.opens <= mark.start and (
        mark.end <= end or _GAP.fullmatch(plain, end, mark.start) is not None
    )


def _stretches(text: str, zone: Zone, marks: list[Mark]) -> list[Stretch]:
    if _BEFORE.fullmatch(text, zone.start, marks[0].opens) or marks[0].start < zone.start:
        ends = [*(m.opens for m in marks[1:]), zone.end]
        return [Stretch(m.closes, end, (m,)) for m, end in zip(marks, ends, strict=True)]
    found: list[Stretch] = []
    start = zone.start
    for mark in marks:
        bare = found and len(_WORD.findall(text[start : mark.opens])) <= 1  # "left and center": of both
        if bare:
            last = found.pop()
            found.append(Stretch(last.start, mark.closes, (*last.marks, mark)))
        else:
            found.append(Stretch(start, mark.closes, (mark,)))
        start = mark.closes
    return found


def is_of_pictures(reading: Reading, stretches: Sequence[Stretch]) -> bool:
    """Whether a credit alone shows two pictures: stretches of two sides name a party each."""
    sides = {s.marks[0].sides for s in stretches if _parties(reading.credit.parties, s.start, s.end)}
    return len(sides) > 1


def holds_credit(reading: Reading, segment: Segment) -> bool:
    """Whether a party is named within the words about a picture."""
    return bool(_parties(reading.credit.parties, segment.start, segment.end))


def _parties(parties: Iterable[Party], start: int, end: int) -> list[Party]:
    return [p for p in parties if start <= p.start < end]


def share_credit(reading: Reading, segments: Sequence[Segment], stretches: Sequence[Stretch]) -> list[Share]:
    """Each picture's parties and statements; what the words give to none is every picture's.

    Of people and institutions that the words give to none only a single one is every picture's.
    """
    parties = reading.credit.parties
    unmarked = [n for n, s in enumerate(segments) if s.mark is None]
    pointed = sorted((mark for s in stretches for mark in s.marks), key=_rank)
    in_order = len(unmarked) == len(segments) == len({m.sides for m in pointed}) == len(pointed)
    owned: list[list[Party]] = [[] for _ in segments]
    marks: list[Mark | None] = [None] * len(segments)
    for stretch in stretches:
        for mark in stretch.marks:
            holders = [n for n, s in enumerate(segments) if s.mark and s.mark.sides == mark.sides]
            rest = [pointed.index(mark)] if in_order else unmarked if len(unmarked) == 1 else []
            for number in holders or rest:
                owned[number] += _parties(parties, stretch.start, stretch.end)
                marks[number] = mark
    within = [_parties(parties, s.start, s.end) for s in segments]
    if any(within[:-1]):
        owned = [mine + [p for p in held if p not in mine] for mine, held in zip(owned, within, strict=True)]
    taken = [p for mine in owned for p in mine]
    common = [p for p in parties if p not in taken]
    said = [[s for s in reading.statements if g.start <= s.start < g.end] for g in segments]
    spoken = [s for group in said for s in group]
    of_all = [s for s in reading.statements if s not in spoken]
    return [
        Share(_credit(reading, mine, common, [*group, *of_all]), [*group, *of_all], mark)
        for mine, group, mark in zip(owned, said, marks, strict=True)
    ]


def _rank(mark: Mark) -> int:
    """The place of a mark in a list "from left" or "from top"; those of two sides keep their order."""
    return _RANKS.get(next(iter(mark.sides)), 0) if len(mark.sides) == 1 else 0


def _credit(
    reading: Reading, own: Sequence[Party], common: Sequence[Party], statements: Sequence[Statement]
) -> Credit:
    """What a picture's own parties did, and those that are common to all pictures."""
    mine = resolve(reading.plain, own, statements, third_party=False, given=reading.given)
    ours = resolve(reading.plain, common, statements, third_party=False, given=reading.given)
    places = [(p.zone, p.start) for p in ours.creators] + [(p.zone, start) for start, _, p in ours.sources]
    single = len(ours.creators) <= 1 and len(ours.sources) <= 1 and len({zone for zone, _ in places}) <= 1
    parted = ";" in reading.masked[min(places)[1] : max(places)[1]] if places else False
    starts = {p.start for p in own}
    # A party that the whole caption shows to be a handout source is one in its own part too.
    sources = [s for s in reading.credit.sources if s[2].start in starts] or mine.sources
    shared = single and not parted and not (mine.creators or sources)
    known = {a.joint for a in mine.agencies}
    named = {party.start for _, _, party in sources}
    return Credit(
        agencies=[
            *(a for a in mine.agencies if a.start not in named),
            *(a for a in ours.agencies if a.joint not in known),
        ],
        creators=ours.creators if shared else mine.creators,
        sources=ours.sources if shared else sources,
        said=mine.said or ours.said,
        parties=[*own, *common],
    )

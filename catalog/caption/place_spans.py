"""Names and venues in a prose with capitals: one pass over its words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from catalog.caption.place_extents import OWNER, name_end, plain_end
from catalog.caption.place_refused import is_other, is_remark
from catalog.caption.place_tokens import WordedProse
from catalog.caption.place_words import PlaceWords
from catalog.caption.words import HOLE
from catalog.places import Gazetteer

_LISTED = re.compile(r"\s\(|,\s[^\W\d_a-z]")
_GERMAN_FLUIDS = frozenset({"den", "dem", "am", "die", "der", "im"})
_LIES = frozenset({"in", "bei", "nahe"})
_BEFORE_SENTENCE = ".!?:–—" + HOLE


# German nouns that introduce a place's name and are no part of it.
_KINDS = frozenset(
    {
        "ort",
        "ortschaft",
        "ortsteil",
        "gemeinde",
        "dorf",
        "bezirk",
        "stadtbezirk",
        "landkreis",
        "kreis",
        "kanton",
        "distrikt",
    }
)
_KIND_ENDS = ("stadt", "stadtteil", "viertel", "provinz", "region", "insel", "metropole")
_QUARTERS = frozenset({"altstadt", "innenstadt", "neustadt"})


class Span(NamedTuple):
    """A name in the prose.

    Attributes:
        start: First code point.
        end: First code point after it.
        known: Whether the gazetteer has it.
        venue: Whether a venue's noun makes it one.
        plain: Whether it is a venue without a name of its own: "the old customs house".
        owner: Whether it owns what follows: "Brazil's".
        country: Whether it is a country's name.
        opens: Where words begin that introduce it and are no part of it ("Münchner Stadtteil"); -1 for none.
        beside: Whether it only tells where the name before it lies: "near Berlin".
    """

    start: int
    end: int
    known: bool = False
    venue: bool = False
    plain: bool = False
    owner: bool = False
    country: bool = False
    opens: int = -1
    beside: bool = False


_ACRONYM = re.compile(r"[A-Z]{3,5}")
_ROAD = re.compile(r"[ABEMN]-?\d{1,4}|I-\d{1,3}|US-?\d{1,3}")
_THE = frozenset({"the", "der", "die", "la", "l'", "de"})
_GENITIVE_JOINTS = frozenset({"de", "di", "du", "da", "do", "dos", "das", "des", "del", "della", "dei", "d'"})
_DONE = ("ed", "ing")
_LOCATED = frozenset({"in", "at", "near", "outside"})
_PARTS = frozenset({"neighborhood", "neighbourhood", "quarter"})
_KINDS_BEHIND = frozenset({"area", "city", "town", "village"})
_OPENERS = frozenset({"residents", "villagers", "inhabitants"})


def find_spans(
    prose: str, words: PlaceWords, gazetteer: Gazetteer, language: str | None = None
) -> list[Span]:
    """Every capitalised name and every definite venue of a prose, in reading order.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        words: The room's words of place.
        gazetteer: Tells places from other capitalised words.
        language: ISO 639-1 of the prose: German writes every noun with a capital.
    """
    spans = _read(WordedProse(prose, words, gazetteer, language))
    return [s for s in spans if HOLE not in prose[s.start : s.end]]


def _read(prose: WordedProse) -> Iterator[Span]:
    number = 0
    while number < len(prose.words):
        last = name_end(prose, number)
        if last is not None:
            yield from _spans(prose, number, last)
        elif (last := plain_end(prose, number)) is not None:
            yield _plain(prose, number + 1, last)
        else:
            last = number
        number = last + 1


def _plain(prose: WordedProse, first: int, last: int) -> Span:
    """A definite venue; behind small words it may have a name: "the storm hit Xyz district"."""
    first = next((n for n in range(first, last) if prose.words[n].capital), first)
    while first < last and not prose.words[first].capital and prose.words[first].folded.endswith(_DONE):
        first += 1  # "the painted governor palace"
    start, end = prose.words[first].start, prose.words[last].end
    known = prose.is_place(prose.text[start:end])
    named = prose.words[first].capital and (first < last or not prose.nouns or prose.compound(first))
    return Span(start, end, known=known, venue=True, plain=not named)


def _spans(prose: WordedProse, first: int, last: int) -> Iterator[Span]:
    """A name: whole, as two places that share it, as a venue, or cut where it runs on into something else."""
    if is_other(prose, first, last):
        return
    if (inner := _inner(prose, first, last)) is not None:
        yield from inner
        return
    start, end = _with_article(prose, first, last), prose.words[last].end
    text = prose.text[start:end]
    owner = text.endswith((*OWNER, "'", "’"))
    if owner:
        text = text.rstrip("sS").rstrip("'’")
        end = start + len(text)
    venue = _is_venue(prose, first, last)
    if prose.is_place(text):
        yield Span(start, end, known=True, venue=venue, owner=owner, country=prose.is_country(text))
    elif (parts := _parts(prose, first, last)) is not None:
        yield from parts
    elif venue:
        if not is_remark(prose, first, last):
            yield Span(start, end, venue=True, owner=owner)
    elif (cut := _cut(prose, first, last)) is not None:
        yield from _spans(prose, *cut)
    elif _may_name(prose, first, last):
        yield Span(start, end, owner=owner)


def _behind_opener(prose: WordedProse, first: int, last: int) -> int | None:
    """Where a name begins behind a sentence's first word: "Padeiros de Xyz", "Près de Xyz"."""
    joint = prose.words[first + 1] if last - first > 1 else None
    if joint is None or joint.capital:
        return None
    people = joint.folded == "of" and prose.words[first].folded in _OPENERS
    if joint.folded not in _GENITIVE_JOINTS and not people:
        return None
    before = prose.text[: prose.words[first].start].rstrip(' "“(')
    opens = not before or before[-1] in _BEFORE_SENTENCE
    if not opens or prose.head(first) or prose.noun(first) or prose.is_place(prose.slice(first, last)):
        return None
    return next((n for n in range(first + 2, last + 1) if prose.words[n].capital), None)


def _with_article(prose: WordedProse, first: int, last: int) -> int:
    """Where a name begins, with the article that is a part of it: "in The Hague"."""
    start = prose.words[first].start
    article = first > 1 and prose.text.endswith("The ", 0, start) and prose.words[first].joined
    return start - 4 if article and prose.is_town("The " + prose.slice(first, last)) else start


def _is_kind_behind(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a word in small letters says what the name before it is: "the New Orleans area"."""
    word = prose.words[last]
    kind = last > first and not word.capital and word.folded in _KINDS_BEHIND
    located = first and prose.words[first - 1].folded in _LOCATED
    return kind and (prose.is_place(prose.slice(first, last - 1)) or bool(located))


def _inner(prose: WordedProse, first: int, last: int) -> Iterator[Span] | None:
    """The name without the words that only introduce it or say what it is; None where there are none."""
    if (behind := _behind_opener(prose, first, last)) is not None:
        return _spans(prose, behind, last)
    if _is_kind_behind(prose, first, last):
        return _spans(prose, first, last - 1)
    if (kind := _kind_of(prose, first, last)) is not None:
        return _introduced(prose, first, kind, last)
    if (kind := _german_kind(prose, first, last)) is not None:
        return _named_kind(prose, first, kind, last)
    if not _is_native(prose, first, last):
        return None
    opens = prose.words[first].start  # "the Siberian Xyz region"
    return (span._replace(opens=opens) for span in _spans(prose, first + 1, last))


def _may_name(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name that the map lacks may be a place's: no German noun, no acronym ("the LTTE flag")."""
    if first < last or _LISTED.match(prose.text, prose.words[last].end):
        return True
    if prose.nouns:
        return _in_venue(prose, first)
    return not _ACRONYM.fullmatch(prose.slice(first, last)) or prose.text.isupper()


def _in_venue(prose: WordedProse, first: int) -> bool:
    """Whether a German noun follows a venue and "in", and so names its town: "am Bahnhof in Xyz"."""
    after = prose.words[first + 1 : first + 3]
    before = first and prose.words[first - 1].folded in _GERMAN_FLUIDS and prose.words[first].joined
    if before and len(after) == 2 and after[0].folded in _LIES and after[1].capital and after[1].joined:  # noqa: PLR2004 ("bei", a town)
        return prose.is_place(prose.slice(first + 2, first + 2))  # "über den Xyz bei Gali"
    if first < 2 or prose.words[first - 1].folded not in _LIES:  # noqa: PLR2004 (a venue's noun and "in")
        return False
    return prose.compound(first - 2) or (prose.words[first - 2].folded,) in prose.table.nouns


def _kind_of(prose: WordedProse, first: int, last: int) -> int | None:
    """The noun inside a name that introduces the rest of it: "West Bank city of Bethlehem"."""
    for number in range(first + 1, last):
        if prose.words[number].folded in prose.table.towns and prose.words[number + 1].folded == "of":
            return None if _names_region(prose, first, number) else number
    return None


def _german_kind(prose: WordedProse, first: int, last: int) -> int | None:
    """The noun inside a German name that introduces the rest of it: "Kölner Stadtteil Ehrenfeld"."""
    if not prose.nouns:
        return None
    found = [n for n in range(first, last) if _is_kind(prose.words[n].folded)]
    return found[-1] if found and not prose.is_place(prose.slice(first, last)) else None


def _is_kind(word: str) -> bool:
    return word in _KINDS or (word.endswith(_KIND_ENDS) and word not in _QUARTERS)


def _named_kind(prose: WordedProse, first: int, kind: int, last: int) -> Iterator[Span]:
    """The name behind such a noun, on the map or not: "im Kölner Stadtteil Xyz"."""
    found = [*_spans(prose, kind + 1, last)]
    bare = Span(prose.words[kind + 1].start, prose.words[last].end)
    yield from (span._replace(opens=prose.words[first].start) for span in found or [bare])


def _names_region(prose: WordedProse, first: int, kind: int) -> bool:
    """Whether such a noun belongs to the name before it: "Svaneti region of Georgia"."""
    noun = prose.words[kind]
    names = (
        prose.table.divisions if noun.capital else prose.table.administrative
    )  # "Xyz Village of Abc County"
    return noun.folded in names and not prose.is_people(prose.slice(first, kind - 1))


def _introduced(prose: WordedProse, first: int, kind: int, last: int) -> Iterator[Span]:
    """What stands behind such a noun, and what stands before it where that is a place that holds it."""
    left = prose.slice(first, kind - 1)
    known = prose.is_place(left)
    if prose.words[kind].folded in _PARTS:
        yield Span(prose.words[first].start, prose.words[kind].end, known=known, venue=True)
        yield from _spans(prose, kind + 2, last)
        return
    if (known and not prose.is_people(left)) or prose.words[last].folded in prose.table.administrative:
        holds = known and prose.words[last].folded not in prose.table.administrative
        yield Span(
            prose.words[first].start, prose.words[kind - 1].end, known=known, venue=not holds, owner=holds
        )
    yield from _spans(prose, kind + 2, last)


def _cut(prose: WordedProse, first: int, last: int) -> tuple[int, int] | None:
    """The part of an unknown name that is one: a venue inside it, in German also the place it begins with."""
    for number in range(first + 1, last):
        if prose.head(number):
            return number, last  # "Suasana Pasar Senen"
    if prose.nouns:
        for number in range(last - 1, first - 1, -1):
            if prose.is_place(prose.slice(first, number)):
                return first, number  # "Hamburg WM-Trikots"
    return None


def _parts(prose: WordedProse, first: int, last: int) -> list[Span] | None:
    """The places of a name that two share; None where it is one."""
    for cut in range(first, last):
        found = (
            _divided(prose, first, cut, last)
            or _owned(prose, first, cut, last)
            or _joined(prose, first, cut, last)
        )
        if found is not None:
            return found
    return None


def _divided(prose: WordedProse, first: int, cut: int, last: int) -> list[Span] | None:
    """Two places whose comma is missing: "Xyz town Lower Odisha province"."""
    noun, after, end = prose.words[cut], prose.words[cut + 1], prose.words[last]
    governed = {noun.folded, end.folded} <= prose.table.divisions
    if cut == first or noun.capital or not after.capital or not governed:
        return None
    return [*_spans(prose, first, cut), *_spans(prose, cut + 1, last)]


def _owned(prose: WordedProse, first: int, cut: int, last: int) -> list[Span] | None:
    """An owner and what it owns: "Aramco's Ras Tanura oil refinery", but not "St James's Park"."""
    left = prose.slice(first, cut)
    if not left.endswith(OWNER) or prose.noun(cut + 1) == last - cut:
        return None
    owner = Span(
        prose.words[first].start, prose.words[cut].end - 2, known=prose.is_place(left[:-2]), owner=True
    )
    return [owner, *_spans(prose, cut + 1, last)]


def _joined(prose: WordedProse, first: int, cut: int, last: int) -> list[Span] | None:
    """Two places with small words between: "Martakert of the Nagorno-Karabakh", but not "Gulf of Aden"."""
    following = cut + 1
    while following < last and prose.words[following].folded in prose.table.joints:
        following += 1
    region = prose.words[cut].folded in prose.table.divisions
    bare = first == cut and (
        region or prose.noun(first) or prose.head(first)
    )  # "Republic of the Philippines"
    if following == cut + 1 or bare:
        return None
    if not region and not prose.is_place(prose.slice(first, cut)):
        return None
    governed = region and prose.words[last].folded in prose.table.divisions
    if not governed and not prose.is_place(prose.slice(following, last)):
        return None  # but "Xyz district of Abc province"
    venue = region or _is_venue(prose, first, cut)
    left = Span(prose.words[first].start, prose.words[cut].end, known=True, venue=venue)
    right = Span(prose.words[following].start, prose.words[last].end, known=True)
    return [left, *(_parts(prose, following, last) or [right])]


def _is_native(prose: WordedProse, first: int, last: int) -> bool:
    """Whether an adjective of a country or a part of one opens the name of a region in it."""
    region = last - first > 1 and prose.words[last].folded in prose.table.administrative
    return region and prose.is_native(prose.slice(first, first))


def _is_road(prose: WordedProse, number: int) -> bool:
    """Whether a word is a road's code behind "the": "on the M40", "off the A8"."""
    word = prose.words[number]
    coded = _ROAD.fullmatch(prose.text, word.start, word.end) is not None
    return coded and number > 0 and word.joined and prose.words[number - 1].folded in _THE


def _is_venue(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a noun of a venue opens the name, closes it, or stands before "of"."""
    if first == last:
        return (
            prose.compound(first) or _is_road(prose, first) or prose.words[first].folded in prose.table.seats
        )
    if 0 < prose.head(first) <= last - first:
        return True
    for number in range(first + 1, last + 1):
        count = prose.noun(number)
        if count and (number + count > last or prose.words[number + count].folded in {"of", "for"}):
            return True
    return prose.words[first + 1].folded == "of" and prose.noun(first) == 1

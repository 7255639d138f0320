"""Names and venues in a prose with capitals: one pass over its words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from catalog.caption.place_extents import OWNER, name_end, plain_end
from catalog.caption.place_tokens import WordedProse
from catalog.caption.place_words import PlaceWords
from catalog.caption.words import HOLE
from catalog.places import Gazetteer

_LISTED = re.compile(r"\s\(|,\s[^\W\d_a-z]")
# Without "am", "dem" and "den": a river that the map lacks may bear a town's name.
_GERMAN_ARTICLES = frozenset(
    {"die", "das", "des", "ins", "vom", "zum", "zur", "ein", "eine", "einem", "einer", "einen"}
)
_LIES = frozenset({"in", "bei", "nahe"})
_LOCATED = frozenset({"in", "im", "bei", "nahe", "an", "auf", "vor"})
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
    """

    start: int
    end: int
    known: bool = False
    venue: bool = False
    plain: bool = False
    owner: bool = False
    country: bool = False
    opens: int = -1


_ACRONYM = re.compile(r"[A-Z]{3,5}")
_ROAD = re.compile(r"[ABEMN]-?\d{1,4}|I-\d{1,3}|US-?\d{1,3}")
_ROMAN = re.compile(r"[IVXL]+")
_THE = frozenset({"the", "der", "die", "la", "l'", "de"})
_CLASS = ("-class", "-klasse")
_HULLS = frozenset(
    {"uss", "usns", "usnv", "uscgc", "hms", "hmcs", "hmas", "hmnzs", "ins", "mv", "ss", "rms", "rrs"}
)
_DIRECTIONS = frozenset({"north", "south", "east", "west"})


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
    """A definite venue; behind small words it may have a name: "the quake hit Nuwakot district"."""
    first = next((n for n in range(first, last) if prose.words[n].capital), first)
    start, end = prose.words[first].start, prose.words[last].end
    known = prose.is_place(prose.text[start:end])
    named = prose.words[first].capital and (first < last or not prose.nouns or prose.compound(first))
    return Span(start, end, known=known, venue=True, plain=not named)


def _spans(prose: WordedProse, first: int, last: int) -> Iterator[Span]:
    """A name: whole, as two places that share it, as a venue, or cut where it runs on into something else."""
    if _is_other(prose, first, last):
        return
    if (inner := _inner(prose, first, last)) is not None:
        yield from inner
        return
    start, end = prose.words[first].start, prose.words[last].end
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
        if not _is_remark(prose, first, last):
            yield Span(start, end, venue=True, owner=owner)
    elif (cut := _cut(prose, first, last)) is not None:
        yield from _spans(prose, *cut)
    elif _may_name(prose, first, last):
        yield Span(start, end, owner=owner)


def _inner(prose: WordedProse, first: int, last: int) -> Iterator[Span] | None:
    """The name behind words that only introduce it; None where none do."""
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


def _is_common(prose: WordedProse, number: int) -> bool:
    """Whether a German noun has an article, which no town has: "ins Tal", but "im Jemen"."""
    before = prose.words[number - 1] if number and prose.words[number].joined else None
    if before is None:
        return False
    # "Ursula von der Leyen": nor has a town the article behind "von".
    noble = before.folded == "der" and number > 1 and prose.words[number - 2].folded in {"von", "zu"}
    if before.folded not in _GERMAN_ARTICLES and not noble:
        return False
    return prose.is_town(prose.slice(number, number))


def _is_genitive(prose: WordedProse, number: int) -> bool:
    """Whether a town's genitive only says whose what follows is: "Bonns Trainer", but "in Kölns Altstadt"."""
    text = prose.slice(number, number)
    owns = (
        number + 1 < len(prose.words) and prose.words[number + 1].joined and prose.words[number + 1].capital
    )
    owns = owns and text.endswith("s") and prose.is_place(text[:-1])
    located = number and prose.words[number - 1].joined and prose.words[number - 1].folded in _LOCATED
    return bool(owns and not located and not prose.is_country(text))


def _in_venue(prose: WordedProse, first: int) -> bool:
    """Whether a German noun follows a venue and "in", and so names its town: "am Bahnhof in Xyz"."""
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
    return prose.words[kind].folded in prose.table.administrative and not prose.is_people(
        prose.slice(first, kind - 1)
    )


def _introduced(prose: WordedProse, first: int, kind: int, last: int) -> Iterator[Span]:
    """What stands behind such a noun, and what stands before it where that is a place that holds it."""
    left = prose.slice(first, kind - 1)
    if prose.is_place(left) and not prose.is_people(left):
        yield Span(prose.words[first].start, prose.words[kind - 1].end, known=True, owner=True)
    yield from _spans(prose, kind + 2, last)


def _is_other(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is surely no place's: an event's, a ship's, in German an ordinary noun."""
    if (
        last == first + 1
        and prose.words[last].folded in prose.table.towns
        and prose.is_people(prose.slice(first, first))
    ):
        return True  # "an Indian city"
    if _is_event(prose, first, last) or _is_craft(prose, first, last):
        return True
    if first == last and prose.words[first].folded in _DIRECTIONS:
        return True
    return prose.nouns and first == last and (_is_common(prose, first) or _is_genitive(prose, first))


def _is_event(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is an event's: "Coachella Valley Music Festival", "Northern Forest exercise"."""
    after = [w for w in prose.words[last + 1 : last + 2] if w.joined]
    end = (
        last - 1 if last > first and _ROMAN.fullmatch(prose.slice(last, last)) else last
    )  # "Super Bowl LVIII"
    return any(w.folded in prose.table.events for w in [prose.words[max(first, end)], *after])


def _is_craft(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a name is a ship's or an aircraft's: "the survey vessel Cabo Pilar", "USS Cabo Pilar"."""
    if prose.words[last].folded.endswith(_CLASS):
        return True  # "an Alfa-class destroyer"
    if prose.words[first].folded in _HULLS and prose.slice(first, first).isupper():
        return True
    before = prose.words[first - 1] if first and prose.words[first].joined else None
    return before is not None and before.folded in prose.table.craft


def _is_remark(prose: WordedProse, first: int, last: int) -> bool:
    """Whether a venue is only a sentence's first word and a noun: "Rice fields", "Nuns plant"."""
    before = prose.text[: prose.words[first].start].rstrip(' "“(')
    opens = not before or before[-1] in _BEFORE_SENTENCE
    return opens and not any(w.capital for w in prose.words[first + 1 : last + 1])


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
        found = _owned(prose, first, cut, last) or _joined(prose, first, cut, last)
        if found is not None:
            return found
    return None


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
    if following == cut + 1 or (first == cut and (prose.noun(first) or prose.head(first))):
        return None
    region = prose.words[cut].folded in prose.table.administrative
    if not region and not prose.is_place(prose.slice(first, cut)):
        return None
    governed = region and prose.words[last].folded in prose.table.administrative
    if not governed and not prose.is_place(prose.slice(following, last)):
        return None  # but "Xyz district of Abc province"
    venue = region or _is_venue(prose, first, cut)
    left = Span(prose.words[first].start, prose.words[cut].end, known=True, venue=venue)
    return [left, Span(prose.words[following].start, prose.words[last].end, known=True)]


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
        return prose.compound(first) or _is_road(prose, first)
    if 0 < prose.head(first) <= last - first:
        return True
    for number in range(first + 1, last + 1):
        count = prose.noun(number)
        if count and (number + count > last or prose.words[number + count].folded in {"of", "for"}):
            return True
    return prose.words[first + 1].folded == "of" and prose.noun(first) == 1

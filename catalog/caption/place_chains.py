"""Chains of place names in a caption: names of one place, and how plainly the words say that one is there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalog.caption.datelines import Dateline, find_dateline
from catalog.caption.place_distances import measured_names, stands_before
from catalog.caption.place_grammar import Grammar, grammar_of
from catalog.caption.place_ideographs import find_runs
from catalog.caption.place_links import link_names
from catalog.caption.place_names import Name, find_names
from catalog.caption.place_phrase_links import (
    is_beside,
    is_introduced,
    is_listed,
    is_region_of,
    links,
    opening,
)
from catalog.caption.place_refused import is_of_teams
from catalog.caption.place_spans import Span, find_spans
from catalog.caption.place_thai import find_thai
from catalog.caption.place_words import PlaceWords, Prepositions, load_place_words
from catalog.caption.words import HOLE
from catalog.places import Gazetteer, PlaceKind

_REACH = 70  # characters before a name in which its preposition may begin
_INDEFINITE = re.compile(r"\b(?:an?|eine?[mnr]?|une?|una|uma?)\s$", re.IGNORECASE)
_UPON = frozenset({"on", "over", "by", "sur", "auf", "på", "sobre", "su"})
_TOWN_OF = re.compile(
    r"\b(?:village|town|township|city|settlement|hamlet|community|district|suburb|slum|neighbou?rhood|stronghold|port)\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_VIEW_OF = re.compile(
    r"\b(?:views?|skyline|streets|ruins|(?:satellite|aerial|drone|planet|radar)\s(?:images?|pictures?|photos?|footage))"
    r"\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_INSIDE_PROSE = re.compile(r",\s(?:at|in|near|outside)\s")
_AT = re.compile(r",?\sat\s(?:the\s)?")
_NEAR = re.compile(r"\s(?:near|close to|outside|bei|nahe|près de|cerca de|vicino a|perto de|bij)\s")
_OWNS_NOTHING = re.compile(r"['’]s(?:,|\s(?:in|at|near)\s)")  # "St Botolph's in Xyz"
_CODE = re.compile(r"(?!US|UK)[A-Z]{2}")
_SMALL_TOWN = 30_000  # people
_IDEOGRAPHS = frozenset({"zh", "ja", "ko"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Names that stand together, in reading order.

    Attributes:
        names: Each name.
        start: Where the phrase begins, its preposition included.
        end: Where it ends.
        rule: What found it: `place/preposition`, `place/dateline`, `place/name`, `place/title`.
        manner: How plainly: `at`, `over`, `toward`; empty where no preposition stands before it.
        large_first: Whether the language names the larger place first.
        dense: Whether the names stand without signs between, so that their order alone tells.
        score: How well it fits as the place of taking.
    """

    names: tuple[Span, ...]
    start: int
    end: int
    rule: str
    manner: str = ""
    large_first: bool = False
    dense: bool = False
    score: float = 0.0


def find_chains(prose: str, language: str | None, gazetteer: Gazetteer) -> list[Chain]:
    """Every chain of place names, unscored, in reading order.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        language: ISO 639-1 of the prose, whose prepositions count; None where unknown.
        gazetteer: Tells names from other capitalised words.
    """
    dateline = find_dateline(prose, gazetteer)
    head = dateline.end if dateline else 0
    if language in _IDEOGRAPHS:
        chains = [_run(names, located=located) for names, located in find_runs(prose, language, gazetteer)]
    elif language == "th":
        chains = [
            _run(names, located=located, small_first=True) for names, located in find_thai(prose, gazetteer)
        ]
    elif grammar := grammar_of(language):
        chains = list(_named(prose, grammar, gazetteer, head, load_place_words().homes.get(language or "")))
    else:
        chains = list(_phrases(prose, language, load_place_words(), gazetteer))
    chains = [c for c in chains if c.start >= head]
    if dateline is not None:
        chains.append(_dateline(dateline, prose, gazetteer))
    return sorted(chains, key=lambda c: c.start)


def _dateline(dateline: Dateline, prose: str, gazetteer: Gazetteer) -> Chain:
    names = tuple(
        Span(a, b, is_place(prose[a:b], gazetteer), country=gazetteer.country(prose[a:b]) is not None)
        for a, b in dateline.names
    )
    return Chain(names, names[0].start, dateline.end, "place/dateline")


def is_place(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer knows a name, also declined."""
    return bool(gazetteer.find(text, inflected=" " not in text) or gazetteer.country(text))


def _run(names: Sequence[Span], *, located: bool, small_first: bool = False) -> Chain:
    manner = "at" if located else ""
    return Chain(
        tuple(names),
        names[0].start,
        names[-1].end,
        "place/name",
        manner,
        large_first=not small_first,
        dense=True,
    )


def _named(
    prose: str, grammar: Grammar, gazetteer: Gazetteer, head: int, home: str | None
) -> Iterator[Chain]:
    """Chains of names found word by word behind the dateline; a bare capital at the head may be any noun."""
    names = [n for n in find_names(prose, grammar, gazetteer, home) if n.start >= head]
    linkable = link_names(prose, names, grammar)
    for linked in linkable if grammar.large_first else _without_countries(prose, linkable, gazetteer):
        subject = len(linked) > 1 and bool(grammar.located) and linked[1].located
        group = linked[1:] if subject and _is_subject(prose, linked[0], gazetteer) else linked
        located = any(n.located for n in group)
        bare = not located and len(group) == 1 and not group[0].venue
        if bare and (_opens_sentence(prose, group[0]) or _goes_on(prose, group[0])):
            continue
        spans = tuple(
            Span(n.start, n.end, n.known, n.venue, country=_is_country(prose, n, gazetteer)) for n in group
        )
        manner = "at" if located else ""
        yield Chain(spans, group[0].opens, group[-1].end, "place/name", manner, grammar.large_first)


def _without_countries(
    prose: str, groups: Sequence[list[Name]], gazetteer: Gazetteer
) -> Iterator[list[Name]]:
    """The groups, each cut behind a country that a located name follows: "гимн России, на площади Труда"."""
    for group in groups:
        begin = 0
        for number, (left, right) in enumerate(pairwise(group), start=1):
            found = gazetteer.find(prose[left.start : left.end], inflected=True)
            if right.located and not left.located and found and found[0].kind is PlaceKind.COUNTRY:
                yield group[begin:number]
                begin = number
        yield group[begin:]


def _is_subject(prose: str, first: Name, gazetteer: Gazetteer) -> bool:
    """Whether a sentence opens with a noun that only a small town bears too: "Pescari pe lacul Razim"."""
    if first.venue or first.located or not _opens_sentence(prose, first):
        return False
    found = gazetteer.find(prose[first.start : first.end])
    return not found or found[0].population < _SMALL_TOWN


def _goes_on(prose: str, name: Name) -> bool:
    """Whether another capital follows: "Mirza Selimbegović" is a person, whatever town is called Mirza."""
    return prose[name.end : name.end + 1] == " " and prose[name.end + 1 : name.end + 2].isupper()


def _is_country(prose: str, name: Name, gazetteer: Gazetteer) -> bool:
    return name.known and gazetteer.country(prose[name.start : name.end]) is not None


def _opens_sentence(prose: str, name: Name) -> bool:
    """Whether a name is a sentence's first word and the sentence goes on without a sign."""
    before, after = prose[: name.start].rstrip(), prose[name.end : name.end + 2]
    return (not before or before[-1] in ".!?" + HOLE) and after[:1] == " " and prose[name.start].isupper()


def _phrases(prose: str, language: str | None, words: PlaceWords, gazetteer: Gazetteer) -> Iterator[Chain]:
    """Chains of capitalised names and definite venues, each with the preposition before it."""
    prepositions = words.of(language)
    group: list[Span] = []
    owner: int | None = None
    measured = measured_names(prose)
    last: Span | None = None
    spans = find_spans(prose, words, gazetteer, language)
    for number, span in enumerate([*spans, None]):
        if (
            span is not None
            and (far := measured.get(span.start)) is not None
            and stands_before(last, far, prose)
        ):
            yield Chain((span,), span.start, span.end, "place/preposition", "toward")
            continue
        last = span
        if span is not None and group and is_introduced(prose, group[-1], span, words):
            group[-1] = group[-1]._replace(owner=True)
        if (
            span is not None
            and group
            and (
                links(prose, group[-1], span, prepositions, gazetteer)
                or is_listed(prose, group, spans[number : number + 2])
            )
        ):
            group.append(span._replace(beside=is_beside(prose, group[-1], span)))
            continue
        if group and (chain := _phrase(prose, group, prepositions, gazetteer, owner)):
            yield chain
        # "outside Aramco's refinery": the preposition before the owner speaks of what is owned.
        owns = span is not None and bool(group) and group[-1].owner and not group[-1].known
        near = owns and span is not None and "," not in prose[group[-1].end : span.start]
        owner = group[0].start if near else None
        group = [span] if span is not None else []


def _phrase(
    prose: str,
    group: Sequence[Span],
    prepositions: Prepositions,
    gazetteer: Gazetteer,
    owner: int | None = None,
) -> Chain | None:
    """A group of names as a chain; None where nothing says that they are places."""
    start = opening(group[0]) if owner is None else owner
    found = prepositions.before.search(prose, max(0, start - _REACH), start)
    while len(group) > 1 and not _may_open(prose, group, found, gazetteer):
        group = group[1:]
        start = opening(group[0])
        found = prepositions.before.search(prose, max(0, start - _REACH), start)
    manner = str(found.lastgroup) if found else "over" if group[0].opens >= 0 else ""
    if manner == "over" and found and group[0].opens >= 0:
        manner = "at"  # "über dem Bonner Stadtteil Xyz"
    if len(group) == 1 and not group[0].known and _is_indefinite(prose, start, found):
        return None
    names = _in_order(prose, [group[0]._replace(beside=False), *group[1:]])
    introduced = any(n.opens >= 0 for n in names)
    if all(n.plain for n in names) or (
        manner != "at" and not introduced and not any(n.known or n.venue for n in names)
    ):
        return None
    if len(names) == 1 and _CODE.fullmatch(prose, names[0].start, names[0].end):
        return None  # "flyr från IS": two letters are a country's behind its towns alone
    if len(names) == 1 and _is_no_ground(prose, names[0], found, gazetteer):
        return None
    end = group[-1].end
    if (
        not found
        and prose.startswith(":", end)
        and not any(c.isalpha() for c in prose[:start].rsplit(", ", maxsplit=1)[-1])
    ):
        return Chain(names, start, end, "place/dateline")
    return Chain(
        names,
        found.start() if found else start,
        end,
        "place/preposition" if manner else "place/title",
        manner,
    )


def _may_open(prose: str, group: Sequence[Span], found: re.Match[str] | None, gazetteer: Gazetteer) -> bool:
    """Whether a group's first name is part of the place: a village that the map lacks is, a person is not."""
    first = group[0]
    if _is_no_ground(prose, first, found, gazetteer) and not is_region_of(prose, group[1], first, gazetteer):
        return False  # but "Indio, California" is no people
    if found is not None and is_of_teams(prose, found.start()):
        return False  # "a game between Leeds and York at the Stadium of Oak"
    comma = prose[first.end : group[1].start].startswith((",", " ("))
    if found is not None and _TOWN_OF.search(prose, 0, first.start):
        return True  # "enters the village of Xyz, Zambia", "parts of the village of Xyz, Switzerland"
    if found is not None and comma and _VIEW_OF.search(prose, 0, first.start):
        return True  # "a view of Xyz, Iceland", "patrol the streets of Xyz, a suburb of Nairobi"
    if found is not None and found["toward"] and not comma and not first.venue:
        return False  # "a guest from Beijing at the airport in Abu Dhabi"
    some = _is_indefinite(prose, first.start, found)
    if first.known or first.venue:
        # Not "Putin in Moscow", which no preposition opens; not "a JC Penney store in Roseville".
        aside = found is None and comma and _INSIDE_PROSE.match(prose, first.end) is not None
        if found is None and not first.venue and (not comma or aside):
            return _is_whole(prose, group, gazetteer)  # not "the hunt for Ben Duran, at the harbour"
        return not (some and not first.known)
    if found is None or some or (first.owner and not _OWNS_NOTHING.match(prose, first.end)):
        return False  # "Tesla's factory in Xyz": an owner that the map lacks is a firm
    return found["at"] is not None or _is_water(prose, group, found)


def _is_indefinite(prose: str, start: int, found: re.Match[str] | None) -> bool:
    """Whether an indefinite article stands before a name: "a JC Penney store", not Italian "a Palazzo X"."""
    article = _INDEFINITE.search(prose, max(0, start - 8), start)
    return article is not None and (found is None or found.start("at") != article.start())


def _is_whole(prose: str, group: Sequence[Span], gazetteer: Gazetteer) -> bool:
    """Whether a town and what holds it are a whole sentence: "Mombasa in Kenya."."""
    before, after = prose[: group[0].start].rstrip(), prose[group[-1].end :].lstrip(" ")
    alone = (not before or before[-1] in ".!?" + HOLE) and (not after or after[0] in "." + HOLE)
    held = {place.country for place in gazetteer.find(prose[group[-1].start : group[-1].end])}
    return alone and any(p.country in held for p in gazetteer.find(prose[group[0].start : group[0].end]))


def _is_water(prose: str, group: Sequence[Span], found: re.Match[str]) -> bool:
    """Whether a name that the map lacks is a river's or a road's: "a weir on the Okumi near Gali"."""
    article = found["over"] is not None and found.group().count(" ") > 1
    return article and _NEAR.fullmatch(prose, group[0].end, group[1].start) is not None


def _is_no_ground(prose: str, name: Span, found: re.Match[str] | None, gazetteer: Gazetteer) -> bool:
    """Whether a name is a people's, or a country that something is "on": "attack on Ukraine"."""
    over = found is not None and (found["over"] or "").casefold() in _UPON
    return (over and name.country) or (
        not name.venue and gazetteer.nationality(prose[name.start : name.end]) is not None
    )


def _in_order(prose: str, group: Sequence[Span]) -> tuple[Span, ...]:
    """Small before large: what owns or holds goes behind ("Ukraine's Donetsk region", "Corsica at Xyz")."""
    names = list(group)
    for number, name in enumerate(group[:-1]):
        inner = (
            group[number + 1].venue
            and not name.venue
            and _AT.fullmatch(prose, name.end, group[number + 1].start)
        )
        if inner or (name.owner and not _OWNS_NOTHING.match(prose, name.end)):
            names[number], names[number + 1] = names[number + 1], names[number]
    return tuple(names)

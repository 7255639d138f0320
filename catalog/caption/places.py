"""Where the picture was taken: choose a chain of names, resolve each, and say what country follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog.caption.dates import DateMatch
from catalog.caption.place_chains import Chain, find_chains
from catalog.caption.place_words import load_place_words
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, load_words
from catalog.places import Gazetteer, Place
from catalog.text import fold

_MOST_NAMES = 12
_VENUE_REACH = 80  # characters before a chain in which its venue's name may begin
# "in El Alto, on the outskirts of La Paz", "in Wukro, north of Mekelle, in the Tigray region"
_NEXT_TO = re.compile(r",\s(?:(?:just\s)?(?:north|south|east|west)\w*\sof\s[^,]+,\s)?")
_LEAST_VENUE = -0.5
_LEAST_TOWN = 1.5
_REGION = 3


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A name in the cleaned caption and the place it is taken to mean (None: none we know)."""

    start: int
    end: int
    place: Place | None
    rule: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place of taking and the other places named.

    Attributes:
        taken: The most specific first.
        mentioned: Places that the caption only names.
        country: ISO 3166-1 alpha-2, None where the words do not settle it.
    """

    taken: tuple[PlaceMatch, ...] = ()
    mentioned: tuple[PlaceMatch, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the search for places goes by: language (ISO 639-1 or None), map, and whose borders count."""

    language: str | None
    gazetteer: Gazetteer
    worldview: str


def find_places(prose: str, bounds: Sequence[int], date: DateMatch | None, setting: Setting) -> Whereabouts:
    """Find where the picture was taken.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        bounds: Where sentences begin.
        date: The date of taking: a chain that leads up to it is most likely the place.
        setting: Language, map and worldview.
    """
    gazetteer = setting.gazetteer
    found = find_chains(prose, setting.language, gazetteer)
    chains = [replace(c, score=_score(c, prose, bounds, date, gazetteer)) for c in found]
    best = max((c for c in chains if c.score > 0), key=lambda c: c.score, default=None)
    on = date.edtf if date and date.has_year else None
    taken: list[PlaceMatch] = []
    if best is not None:
        taken = _resolve(best, prose, gazetteer)
        taken = [*_venues(best, chains, prose, bounds, taken, gazetteer=gazetteer), *taken]
        taken += _same_phrase(best, chains, prose, gazetteer, taken)
    others = [m for c in chains if c is not best for m in _resolve(c, prose, gazetteer) if m.place]
    names = {fold(prose[m.start : m.end]) for m in taken}
    mentioned = tuple(m for m in others if fold(prose[m.start : m.end]) not in names)
    ordered = (
        tuple(taken) if best and best.rule == "place/preposition" else tuple(sorted(taken, key=_breadth))
    )
    return Whereabouts(ordered, mentioned, _country(ordered, prose, gazetteer, on, setting.worldview))


def _venues(
    best: Chain,
    chains: Sequence[Chain],
    prose: str,
    bounds: Sequence[int],
    taken: Sequence[PlaceMatch],
    *,
    gazetteer: Gazetteer,
) -> list[PlaceMatch]:
    """What is smaller than the chain and stands before it: "at Kew Gardens during a heatwave, in London"."""
    words = load_place_words()
    begin = sentence_start(list(bounds), best.start)
    anywhere = best.rule == "place/dateline"
    added: list[PlaceMatch] = []
    for chain in chains:
        if chain is best or chain.rule == "place/dateline" or chain.score < _LEAST_VENUE:
            continue
        if not anywhere and not begin <= chain.start < best.start:
            continue
        if not anywhere and _NEXT_TO.fullmatch(prose, chain.end, best.start):
            added += _resolve(chain, prose, gazetteer)
            continue
        added += [
            PlaceMatch(a, b, None, chain.rule) for a, b in chain.names if words.venue.search(prose[a:b])
        ]
        wide = taken and _breadth(taken[0]) >= _REGION and not anywhere
        if wide and not added and chain.score > _LEAST_TOWN:
            added += _resolve(chain, prose, gazetteer)[:1]
    if not added and best.rule == "place/preposition":
        near = words.before.search(prose, max(begin, best.start - _VENUE_REACH), best.start)
        group = near and ("plain" if near["plain"] else "name")
        if near and group and (group == "plain" or words.venue.search(near["name"])):
            added.append(PlaceMatch(*near.span(group), None, "place/venue"))
    return added


def _breadth(match: PlaceMatch) -> int:
    """Sort key for chains that do not run from small to large by themselves."""
    order = {"country": 4, "region": 3, "area": 3, "district": 2, "city": 1}
    return order.get(str(match.place.kind), 1) if match.place else 0


def _score(
    chain: Chain, prose: str, bounds: Sequence[int], date: DateMatch | None, gazetteer: Gazetteer
) -> float:
    words = load_place_words()
    patterns = load_words().patterns
    texts = [prose[a:b] for a, b in chain.names]
    known = sum(1 for t in texts if gazetteer.find(t, inflected=True) or gazetteer.country(t))
    before = prose[max(0, chain.start - 60) : chain.start]
    score = 1.0 + min(known, 2) * 1.5 + (0.7 if len(texts) > 1 else 0.0)
    if not known:
        score -= 0.5 if words.venue.search(texts[0]) else 2.0
    if chain.rule == "place/dateline":
        score -= 1.2
    if chain.located or (
        chain.rule == "place/preposition"
        and prose[chain.start :].partition(" ")[0].casefold() in words.strong
    ):
        score += 1.0
    if date and 0 <= date.start - chain.end <= 30 and not prose[chain.end : date.start].count("."):  # noqa: PLR2004 (characters between "Kyiv, Ukraine," and its date)
        score += 3.0
    first = sentence_start(list(bounds), chain.start) == 0
    score += 0.8 if first else -0.6
    if patterns["place-not-taken"].search(before):
        score -= 2.0
    if patterns["place-relative"].search(before):
        score -= 2.5
    return score - chain.start / 1000


def _resolve(chain: Chain, prose: str, gazetteer: Gazetteer) -> list[PlaceMatch]:
    """Each name with the reading that fits the names around it best."""
    texts = [prose[a:b] for a, b in chain.names]
    countries = [gazetteer.country(t) for t in texts]
    settled = next((c for c in reversed(countries) if c), None)
    if settled is None:
        settled = next(
            (p.country for t in reversed(texts) for p in gazetteer.region(t)[:1] if len(texts) > 1), None
        )
    matches = []
    for (start, end), text in zip(chain.names, texts, strict=True):
        readings = gazetteer.find(text, inflected=_declines(text))
        if not readings and load_place_words().administrative.search(text):
            readings = gazetteer.find(_without_tail(text))
        fitting = (p for p in readings if settled is None or p.country == settled)
        matches.append(PlaceMatch(start, end, next(fitting, None), chain.rule))
    return matches


def _declines(text: str) -> bool:
    """Whether a name may stand in a declined form: outside plain ASCII or at least not in English order."""
    return not text.isascii() or " " not in text


def _without_tail(text: str) -> str:
    return load_place_words().tail.sub("", text)


def _same_phrase(
    best: Chain, chains: Sequence[Chain], prose: str, gazetteer: Gazetteer, taken: Sequence[PlaceMatch]
) -> list[PlaceMatch]:
    """What a dateline adds that the chosen chain does not say: its country, above all."""
    names = {fold(prose[m.start : m.end]) for m in taken}
    known = {m.place.country for m in taken if m.place}
    added = []
    for chain in chains:
        if chain is best or chain.rule != "place/dateline":
            continue
        for match in _resolve(chain, prose, gazetteer):
            same = match.place is not None and (not known or match.place.country in known)
            if same and fold(prose[match.start : match.end]) not in names:
                added.append(match)
    return added


def _country(
    taken: Sequence[PlaceMatch], prose: str, gazetteer: Gazetteer, on: str | None, worldview: str
) -> str | None:
    """The country that the place of taking lies in, the most specific place that knows first."""
    for match in taken:
        if match.place is not None and match.place.claims:
            return gazetteer.country_of(match.place, on, worldview)
    for match in reversed(taken):
        if code := gazetteer.country(prose[match.start : match.end].replace(HOLE, " ")):
            return code
    for match in taken:
        if match.place is not None:
            return gazetteer.country_of(match.place, on, worldview)
    return None


def other_names(place: Place, said: str) -> tuple[str, ...]:
    """A place's other names, without the one the caption uses, at most a dozen."""
    return tuple(n for n in dict.fromkeys((place.name, *place.names)) if fold(n) != fold(said))[:_MOST_NAMES]

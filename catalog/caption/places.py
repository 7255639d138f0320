"""Where the picture was taken: choose a chain of names, resolve each, and say what country follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from catalog.caption.dates import DateMatch
from catalog.caption.place_chains import Chain, find_chains
from catalog.caption.place_readings import PlaceMatch, Setting, country_of, likely_country, resolve
from catalog.caption.place_scores import is_labelled, is_landmark, is_place_line, score
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, load_words
from catalog.places import Place, PlaceKind
from catalog.places.place import REGION_KINDS
from catalog.text import fold

_MOST_NAMES = 12
# "in Pikine, on the edge of Dakar", "in Gondar, north of Bahir Dar, in Amhara"
_NEXT_TO = re.compile(r",\s(?:(?:just\s)?(?:north|south|east|west)\w*\sof\s[^,]+,\s)?")
_CODE_BEFORE = re.compile(r"\W*\(\w{2,6}\)\s*")  # the picture's code before an old wire's dateline
_PROSE = re.compile(r"\s?\w")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_BLANK = " \n,.-–" + HOLE
_HEAD = 3  # characters before a name that opens the caption as a dateline does
_LEAST_VENUE = -0.9
_LEAST_TOWN = 1.5
_LEAST_CHAIN = 4.0
_DISTRICT, _REGION = 2, 3


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


def find_places(
    prose: str,
    bounds: Sequence[int],
    date: DateMatch | None,
    setting: Setting,
    others: Sequence[DateMatch] = (),
) -> Whereabouts:
    """Find where the picture was taken.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        bounds: Where sentences begin.
        date: The date of taking: a chain that leads up to it is most likely the place.
        setting: Language, map and worldview.
        others: The other dates: what leads up to one is where something else happened.
    """
    gazetteer = setting.gazetteer
    found = find_chains(prose, setting.language, gazetteer)
    chains = [replace(c, score=score(c, prose, bounds, (date, others), gazetteer)) for c in found]
    orbit = load_words().patterns["place-orbit"].search(prose)
    if orbit is not None:
        return _from_orbit(orbit.span("name"), chains, prose, setting)
    best = max((c for c in chains if c.score > 0), key=lambda c: c.score, default=None)
    best = best and _told_again(best, chains, prose)
    on = date.edtf if date and date.has_year else None
    taken = _once(_taken(best, chains, prose, bounds, date, setting=setting), prose) if best else []
    named = [
        c
        for c in chains
        if c is not best and not (c.rule == "place/title" and len(c.names) == 1 and c.score < 0)
    ]
    beside = [m for c in named for m in resolve(c, prose, setting) if m.place]
    names = {fold(prose[m.start : m.end]) for m in taken}
    mentioned = tuple(m for m in beside if fold(prose[m.start : m.end]) not in names)
    country = country_of(taken, prose, gazetteer, on, setting.worldview)
    if country is None and not any(m.place and m.place.claims for m in taken):  # what is disputed stays open
        country = likely_country(taken, prose, setting)
    aside = _aside(taken, plain=best is not None and best.manner == "at")
    here = tuple(m for m in taken if m not in aside)
    return Whereabouts(here, (*mentioned, *(m for m in aside if m.place)), country)


def _aside(taken: Sequence[PlaceMatch], *, plain: bool) -> list[PlaceMatch]:
    """The towns that only tell where another lies: "in Xyz, near Berlin, Germany".

    A road, a river or a farm is nowhere else than near its town, unless it has one of its own: "the refinery
    near Bonn in Xyz".
    """
    aside = []
    for number, match in enumerate(taken):
        own = any(m.place and m.place.kind is PlaceKind.CITY and not m.beside for m in taken[number + 1 :])
        town = bool(number) and not taken[number - 1].venue and (plain or taken[number - 1].place is not None)
        if match.beside and number and (own or town):
            aside.append(match)
    return aside


def _taken(
    best: Chain,
    chains: Sequence[Chain],
    prose: str,
    bounds: Sequence[int],
    date: DateMatch | None,
    *,
    setting: Setting,
) -> list[PlaceMatch]:
    """The chain chosen with what is smaller and larger around it, the most specific first."""
    taken = resolve(best, prose, setting)
    if best.large_first:
        taken.reverse()
    if best.rule in {"place/dateline", "place/name"} and not best.dense:
        taken.sort(key=_breadth)
    heads = _heads(best, prose, date)
    smaller = _venues(best, chains, prose, bounds, taken, setting=setting, heads=heads, date=date)
    if any(m.place and m.place.kind is PlaceKind.COUNTRY for m in smaller):
        taken = [m for m in taken if not (m.place and m.place.kind is PlaceKind.COUNTRY)]
    larger = taken and any(_breadth(m) > _breadth(taken[0]) for m in smaller)
    taken = sorted([*smaller, *taken], key=_breadth) if larger else [*smaller, *taken]
    parted = (c for c in chains if _parted_by_date(best, c, prose, date))
    taken += [m for c in parted for m in _fitting(c, prose, setting, taken)]
    wider = _same_phrase(best, chains, prose, setting, taken)
    taken += wider
    if wider or (heads and not best.dense) or best.rule == "place/dateline":
        taken.sort(key=_breadth)
    return taken


def _told_again(best: Chain, chains: Sequence[Chain], prose: str) -> Chain:
    """The phrase that says more of a dateline's only town: "DERRY 2018-05-03 … in Derry, N. Ireland"."""
    if best.rule != "place/dateline" or len(best.names) > 1:
        return best
    name = fold(prose[best.names[0].start : best.names[0].end])
    fuller = (c for c in chains if len(c.names) > 1 and c.score > 0)
    return next((c for c in fuller if fold(prose[c.names[0].start : c.names[0].end]) == name), best)


def _once(taken: Sequence[PlaceMatch], prose: str) -> list[PlaceMatch]:
    """Each name once, where it stands first: "New York, New York, USA"."""
    first: dict[str, PlaceMatch] = {}
    for match in taken:
        first.setdefault(fold(prose[match.start : match.end]), match)
    return list(first.values())


def _from_orbit(name: tuple[int, int], chains: Sequence[Chain], prose: str, setting: Setting) -> Whereabouts:
    """What a spacecraft's picture shows is mentioned; it was taken aboard, in no country."""
    shown = [m for c in chains if c.end <= name[0] for m in resolve(c, prose, setting) if m.place]
    return Whereabouts((PlaceMatch(*name, None, "place/orbit", venue=True),), tuple(shown))


def _venues(
    best: Chain,
    chains: Sequence[Chain],
    prose: str,
    bounds: Sequence[int],
    taken: Sequence[PlaceMatch],
    *,
    setting: Setting,
    heads: bool,
    date: DateMatch | None,
) -> list[PlaceMatch]:
    """What is smaller than the chain and stands before it: "at Kew Gardens during a heatwave, in London"."""
    begin = sentence_start(list(bounds), best.start)
    anywhere = best.rule == "place/dateline" or heads
    anywhere = anywhere or (
        best.rule == "place/title" and _CODE_BEFORE.fullmatch(prose, 0, best.start) is not None
    )
    added: list[PlaceMatch] = []
    for chain in chains:
        if chain is best or chain.rule == "place/dateline" or chain.score < _LEAST_VENUE:
            continue
        if not anywhere and not begin <= chain.start < best.start:
            continue
        if not anywhere and _NEXT_TO.fullmatch(prose, chain.end, best.start):
            found = resolve(chain, prose, setting)  # but no country is smaller than a town
            added += [m for m in found if m.place is None or m.place.kind is not PlaceKind.COUNTRY]
        elif _parted_by_date(chain, best, prose, date):
            added += _fitting(chain, prose, setting, taken)
        elif chain.rule != "place/title" or is_landmark(prose, chain):
            added += _smaller(chain, prose, taken, setting=setting, anywhere=anywhere)
    held = {fold(prose[m.start : m.end]) for m in taken}
    return [m for m in added if fold(prose[m.start : m.end]) not in held]


def _smaller(
    chain: Chain, prose: str, taken: Sequence[PlaceMatch], *, setting: Setting, anywhere: bool
) -> list[PlaceMatch]:
    """What a chain says of a smaller place: whole where only a region was chosen, else its venues."""
    wide = bool(taken) and _breadth(taken[0]) >= _REGION
    at = chain.manner == "at"
    if wide and at and len(chain.names) > 1 and chain.score > _LEAST_CHAIN:
        return _fitting(chain, prose, setting, taken)
    if any(n.venue for n in chain.names):
        return [_as_venue(m) for m in resolve(chain, prose, setting) if m.venue]
    if at and _bears_town(chain, prose, taken):
        return [PlaceMatch(n.start, n.end, None, chain.rule, venue=True) for n in chain.names]
    if at and ((wide and chain.score > _LEAST_TOWN) or (anywhere and chain.score > 0)):
        return _fitting(chain, prose, setting, taken)
    return []


def _as_venue(match: PlaceMatch) -> PlaceMatch:
    """A venue without the place of the map that its name happens to be; a region stays what it is."""
    region = match.place is not None and match.place.kind in REGION_KINDS
    return match if region else replace(match, place=None)


def _parted_by_date(chain: Chain, best: Chain, prose: str, date: DateMatch | None) -> bool:
    """Whether nothing but the date parts two chains: "leaves Xyz on May 3 in the Abc region"."""
    placed = chain.manner or any(name.venue for name in chain.names)
    if date is None or not placed or not chain.end <= date.start < date.end <= best.start:
        return False
    between = _DAY.sub("", prose[chain.end : date.start].removesuffix("on ")) + prose[date.end : best.start]
    return not between.strip(" ,")


def _bears_town(chain: Chain, prose: str, taken: Sequence[PlaceMatch]) -> bool:
    """Whether a name that the map lacks ends with the town that was chosen: "at the Komische Oper Berlin"."""
    towns = {fold(prose[m.start : m.end]) for m in taken if m.place and m.place.kind is PlaceKind.CITY}
    words = fold(prose[chain.names[-1].start : chain.names[-1].end]).split()
    return len(chain.names) == 1 and len(words) > 1 and words[-1] in towns


def _heads(best: Chain, prose: str, date: DateMatch | None) -> bool:
    """Whether the chosen chain stands at the head as a dateline does, alone or behind the date."""
    if (
        (best.rule == "place/name" and best.start < _HEAD)
        or is_labelled(prose, best)
        or is_place_line(prose, best, date)
    ):
        return True
    if date is None or best.rule != "place/title" or date.end > best.start:
        return False
    return not (prose[: date.start] + prose[date.end : best.start]).strip(_BLANK)


def _fitting(chain: Chain, prose: str, setting: Setting, taken: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """A smaller place inside the larger one that was chosen: the same country, or one the map lacks."""
    countries = {m.place.country for m in taken if m.place}
    found = resolve(chain, prose, setting, within=next(iter(countries), None))
    return [m for m in found if m.place is None or not countries or m.place.country in countries]


def _breadth(match: PlaceMatch) -> int:
    """Sort key for chains that do not run from small to large by themselves."""
    order = {"country": 4, "former-country": 4, "region": 3, "area": 3, "district": 2, "city": 1}
    if match.place is None or match.place.kind is PlaceKind.LANDMARK:
        return 0 if match.venue or match.place else 1
    return order.get(str(match.place.kind), 1)


def _same_phrase(
    best: Chain, chains: Sequence[Chain], prose: str, setting: Setting, taken: Sequence[PlaceMatch]
) -> list[PlaceMatch]:
    """What a dateline adds that the chosen chain does not say: its country, above all."""
    names = {fold(prose[m.start : m.end]) for m in taken}
    known = {m.place.country for m in taken if m.place and m.place.country}
    least = 1 if best.rule == "place/name" and not any(map(_breadth, taken)) else _DISTRICT
    held = {m.place.name for m in taken if m.place}
    # "BİTLİS - Ahlat ilçesi": the dateline's town bears the name of the region around the place.
    regions = {m.place.region for m in taken if m.place and m.place.kind is PlaceKind.CITY}
    added = []
    for chain in chains:
        if chain is best or chain.rule != "place/dateline":
            continue
        if _PROSE.match(prose, chain.end):
            least = 1  # "Lutsk, Ukraine Bakers knead …": its town is the picture's, no desk's
        for match in resolve(chain, prose, setting):
            place = match.place
            same = place is not None and place.name not in held and (not known or place.country in known)
            text = prose[match.start : match.end]
            holds = any(r.name in regions for r in setting.gazetteer.region(text))
            if (
                same
                and (_breadth(match) >= least or holds)
                and fold(prose[match.start : match.end]) not in names
            ):
                added.append(match)
    return added


def other_names(place: Place, said: str) -> tuple[str, ...]:
    """A place's other names, without the one the caption uses, at most a dozen."""
    own = fold(said)
    others = (n for n in dict.fromkeys((place.name, *place.names)) if fold(n) != own)
    return tuple(islice(others, _MOST_NAMES))

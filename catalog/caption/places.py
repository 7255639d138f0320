"""Where the picture was taken: choose a chain of names, resolve each, and say what country follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog.caption.dates import DateMatch
from catalog.caption.place_chains import Chain, find_chains
from catalog.caption.place_spans import Span
from catalog.caption.place_words import load_place_words
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, load_words
from catalog.places import Gazetteer, Place, PlaceKind
from catalog.text import fold

_MOST_NAMES = 12
_LEADS_UP = 30  # characters between "Kyiv, Ukraine," and its date
_MANNERS = {"at": 1.0, "over": 0.0, "toward": -1.8, "": -0.5}
_LISTED = re.compile(r",\s[A-Z\d]")
_FAR = re.compile(r"\b\d[\d,.]*\s?(?:km|kms|miles?|mi|kilomet\w+)\b[^.;]{0,24}$")
_FROM = re.compile(r"from\b", re.IGNORECASE)
_SMALL_TOWN = 100_000  # people
_GREAT_TOWN = 500_000  # people: the bare name of a greater one means it in every language
_LEAST_WORD = 4  # letters of a word inside a venue's name that may be a place
_SIGNS = re.compile(r"[\s,(]*(?:on|in|am|le|el|il|em)?\s*")
_CLAUSE = 120  # characters before a chain in which a clause about something else may begin
_DATELINE = -0.7
_THE = re.compile(r"\s*(?:The|A view of the|A view of|View of|General view of(?: the)?)\s*")
# "in El Alto, on the outskirts of La Paz", "in Wukro, north of Mekelle, in the Tigray region"
_NEXT_TO = re.compile(r",\s(?:(?:just\s)?(?:north|south|east|west)\w*\sof\s[^,]+,\s)?")
_LEAST_VENUE = -0.9
_LEAST_TOWN = 1.5
_DISTRICT, _REGION = 2, 3


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A name in the cleaned caption and the place it is taken to mean (None: none we know)."""

    start: int
    end: int
    place: Place | None
    rule: str
    venue: bool = False


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
    """What the search for places goes by.

    Attributes:
        language: ISO 639-1 of the prose; None where unknown.
        gazetteer: The map.
        worldview: Whose borders count.
        seat: Country (alpha-2) of the credited agency that works at home alone; None where there is none.
    """

    language: str | None
    gazetteer: Gazetteer
    worldview: str
    seat: str | None = None

    @property
    def home(self) -> str | None:
        """The country that a bare name is looked for first: the language's, else the agency's."""
        return load_place_words().homes.get(self.language or "") or self.seat


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
        taken = _resolve(best, prose, setting)
        if best.large_first:
            taken.reverse()
        if best.rule in {"place/dateline", "place/name"} and not best.dense:
            taken.sort(key=_breadth)
        taken = [*_venues(best, chains, prose, bounds, taken, setting=setting), *taken]
        wider = _same_phrase(best, chains, prose, setting, taken)
        taken += wider
        if wider or best.rule == "place/dateline":
            taken.sort(key=_breadth)
    named = [c for c in chains if c is not best and not (c.rule == "place/title" and len(c.names) == 1 and c.score < 0)]
    others = [m for c in named for m in _resolve(c, prose, setting) if m.place]
    names = {fold(prose[m.start : m.end]) for m in taken}
    mentioned = tuple(m for m in others if fold(prose[m.start : m.end]) not in names)
    country = _country(taken, prose, gazetteer, on, setting.worldview) or _likely(taken, prose, setting)
    return Whereabouts(tuple(taken), mentioned, country)


def _venues(
    best: Chain,
    chains: Sequence[Chain],
    prose: str,
    bounds: Sequence[int],
    taken: Sequence[PlaceMatch],
    *,
    setting: Setting,
) -> list[PlaceMatch]:
    """What is smaller than the chain and stands before it: "at Kew Gardens during a heatwave, in London"."""
    begin = sentence_start(list(bounds), best.start)
    anywhere = best.rule == "place/dateline"
    wide = bool(taken) and _breadth(taken[0]) >= _REGION
    added: list[PlaceMatch] = []
    for chain in chains:
        if chain is best or chain.rule == "place/dateline" or chain.score < _LEAST_VENUE:
            continue
        if not anywhere and not begin <= chain.start < best.start:
            continue
        if not anywhere and _NEXT_TO.fullmatch(prose, chain.end, best.start):
            added += _resolve(chain, prose, setting)
        elif chain.rule == "place/title" and not _is_landmark(prose, chain):
            continue
        elif any(n.venue for n in chain.names):
            added += [PlaceMatch(n.start, n.end, None, chain.rule, venue=True) for n in chain.names if n.venue]
        elif chain.manner == "at" and ((wide and chain.score > _LEAST_TOWN) or (anywhere and chain.score > 0)):
            added += _fitting(chain, prose, setting, taken)
    held = {fold(prose[m.start : m.end]) for m in taken}
    return [m for m in added if fold(prose[m.start : m.end]) not in held]


def _is_landmark(prose: str, chain: Chain) -> bool:
    """Whether a chain that is a sentence's subject is a thing of the ground: a river or bridge, no ministry."""
    landmarks = load_place_words().landmarks
    first = chain.names[0]
    return any(fold(word) in landmarks for word in prose[first.start : first.end].split())


def _fitting(
    chain: Chain, prose: str, setting: Setting, taken: Sequence[PlaceMatch]
) -> list[PlaceMatch]:
    """A smaller place inside the larger one that was chosen: the same country, or one the map lacks."""
    countries = {m.place.country for m in taken if m.place}
    matches = []
    for match in _resolve(chain, prose, setting, within=next(iter(countries), None)):
        if match.place is None or not countries or match.place.country in countries:
            matches.append(match)
    return matches


def _breadth(match: PlaceMatch) -> int:
    """Sort key for chains that do not run from small to large by themselves."""
    order = {"country": 4, "former-country": 4, "region": 3, "area": 3, "district": 2, "city": 1}
    if match.venue and (match.place is None or match.place.kind == PlaceKind.AREA):
        return 0
    return order.get(str(match.place.kind), 1) if match.place else 1


def _score(
    chain: Chain, prose: str, bounds: Sequence[int], date: DateMatch | None, gazetteer: Gazetteer
) -> float:
    """How well a chain fits as the place of taking; nought or less does not."""
    patterns = load_words().patterns
    known = sum(n.known for n in chain.names)
    before = prose[max(0, chain.start - _CLAUSE) : chain.start]
    score = 1.0 + min(known, 2) * 1.5 + (0.7 if len(chain.names) > 1 else 0.0) + _MANNERS[chain.manner]
    if not known:
        score -= 0.5 if chain.names[0].venue else 2.0
    if chain.rule == "place/dateline":
        score += _DATELINE
    relative = patterns["place-relative"].search(before) is not None
    if _leads_up(prose, chain, date):
        score += 1.5 if relative else 3.0
    if chain.manner == "toward" and _FROM.match(prose, chain.start):
        score -= 1.0
    if chain.manner != "at" and len(chain.names) == 1 and _is_small(chain.names[0], prose, gazetteer):
        score -= 1.5
    start = sentence_start(list(bounds), chain.start)
    score += 0.8 if start == 0 else -0.6
    if chain.rule == "place/title":
        score += _title(chain, prose, start, date)
    if patterns["place-not-taken"].search(before):
        score -= 4.5
    if relative:
        score -= 2.5
    if chain.rule == "place/name" and not chain.manner and len(chain.names) == 1 and not chain.names[0].venue:
        score -= 1.0
    if _FAR.search(before):
        score -= 4.0  # "230 km north of Buenos Aires"
    return score - chain.start / 1000


def _is_small(name: Span, prose: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is at best a small town's, and so perhaps no place's here at all."""
    found = gazetteer.find(prose[name.start : name.end]) if name.known and not name.venue else ()
    return bool(found) and found[0].kind == PlaceKind.CITY and found[0].population < _SMALL_TOWN


def _leads_up(prose: str, chain: Chain, date: DateMatch | None) -> bool:
    """Whether a chain leads up to the date: "in Kyiv, Ukraine, 30 September 2020"."""
    if date is None or date.start < chain.end:
        return False
    between = prose[chain.end : date.start]
    if chain.rule == "place/title":
        return _SIGNS.fullmatch(between) is not None
    return 0 < len(between) <= _LEADS_UP and "." not in between


def _title(chain: Chain, prose: str, start: int, date: DateMatch | None) -> float:
    """A caption that is a title alone: "GLP Park, Lingang, Shanghai."; else a subject, which is seldom a place."""
    alone = not prose[start : chain.start].strip(" (" + HOLE) or _THE.fullmatch(prose, start, chain.start)
    rest = prose[chain.end :].lstrip(" ")
    if prose[: chain.start].endswith(", ") and _leads_up(prose, chain, date):
        return 1.0  # "during a seminar, New York, 21 March 2025"
    if alone and (not rest or rest[0] in ".;:(" + HOLE or _LISTED.match(rest)):
        return 1.5
    if any(n.venue for n in chain.names):
        return -1.0
    # "Palm Island's community" was taken there; "Brazil's president" need not have been.
    owner = chain.names[0].owner and " " in prose[chain.names[0].start : chain.names[0].end]
    return -0.5 if alone and owner and not chain.names[0].country else -3.0


def _resolve(chain: Chain, prose: str, setting: Setting, within: str | None = None) -> list[PlaceMatch]:
    """Each name with the reading that fits the names around it best, then the language's home."""
    gazetteer = setting.gazetteer
    texts = [prose[n.start : n.end] for n in chain.names]
    settled = _settled(texts, gazetteer) or within
    home = setting.home
    matches = []
    for name, text in zip(chain.names, texts, strict=True):
        readings = gazetteer.find(text, inflected=_declines(text))
        if not readings and settled and name is not chain.names[0]:
            readings = gazetteer.find(text, rare=True)
        if not readings and (bare := _without_kind(text)):
            readings = gazetteer.find(bare)
        fitting = [p for p in readings if settled is None or p.country == settled]
        # A small town of the country whose desk writes comes before a namesake elsewhere.
        near = [p for p in fitting if p.country == home] if fitting and fitting[0].population < _GREAT_TOWN else []
        place = next(iter([*near, *fitting]), None)
        matches.append(PlaceMatch(name.start, name.end, place, chain.rule, venue=name.venue))
    return matches


def _settled(texts: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """The country that the names of one phrase settle: the last that names one, or a region of one.

    A name of both ("Georgia", "IN") is the region where a name before it lies in the region's country, and none in
    the country of that name.
    """
    for number in range(len(texts) - 1, -1, -1):
        code = gazetteer.country(texts[number])
        regions = [p.country for p in gazetteer.region(texts[number]) if p.country and p.country != code]
        before = texts[:number]
        if code is not None and not any(_lies_in(t, code, gazetteer) for t in before):
            fitting = (r for r in regions if any(_lies_in(t, r, gazetteer) for t in before))
            return next(fitting, code)
        if code is not None:
            return code
        if regions and len(texts) > 1:
            return regions[0]
    return None


def _lies_in(town: str, country: str, gazetteer: Gazetteer) -> bool:
    return any(p.country == country for p in gazetteer.find(town, inflected=_declines(town)))


def _declines(text: str) -> bool:
    """Whether a name may stand in a declined form: outside plain ASCII or at least not in English order."""
    return not text.isascii() or " " not in text


def _without_kind(text: str) -> str:
    """A region's name without its kind ("Kyiv region"); empty where there is none."""
    head, _, kind = text.rpartition(" ")
    return head if fold(kind) in load_place_words().administrative else ""


def _same_phrase(
    best: Chain, chains: Sequence[Chain], prose: str, setting: Setting, taken: Sequence[PlaceMatch]
) -> list[PlaceMatch]:
    """What a dateline adds that the chosen chain does not say: its country, above all."""
    names = {fold(prose[m.start : m.end]) for m in taken}
    known = {m.place.country for m in taken if m.place}
    added = []
    for chain in chains:
        if chain is best or chain.rule != "place/dateline":
            continue
        for match in _resolve(chain, prose, setting):
            same = match.place is not None and (not known or match.place.country in known)
            if same and _breadth(match) >= _DISTRICT and fold(prose[match.start : match.end]) not in names:
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
        code = gazetteer.country(prose[match.start : match.end].replace(HOLE, " "))
        if code and (match.place is None or match.place.country == code):
            return code
    for match in taken:
        if match.place is not None:
            return gazetteer.country_of(match.place, on, worldview)
    return None


def _likely(taken: Sequence[PlaceMatch], prose: str, setting: Setting) -> str | None:
    """The country of a venue that the map lacks: a place or people in its name, else the language's home."""
    gazetteer = setting.gazetteer
    for match in taken:
        for word in prose[match.start : match.end].split():
            if len(word) >= _LEAST_WORD and word[0] == word[0].title():
                found = gazetteer.find(word, inflected=True)
                code = (found[0].country if found else None) or gazetteer.nationality(word)
                if code:
                    return code
    return load_place_words().homes.get(setting.language or "") if taken else None


def other_names(place: Place, said: str) -> tuple[str, ...]:
    """A place's other names, without the one the caption uses, at most a dozen."""
    return tuple(n for n in dict.fromkeys((place.name, *place.names)) if fold(n) != fold(said))[:_MOST_NAMES]

"""Which place a name means, and what country follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from catalog.caption.place_chains import Chain
from catalog.caption.place_grammar import grammar_of
from catalog.caption.place_people import adjective_country, is_weak
from catalog.caption.place_words import declines, load_place_words
from catalog.caption.words import HOLE
from catalog.places import Gazetteer, Place, PlaceKind
from catalog.places.inflection import base_forms
from catalog.places.place import REGION_KINDS
from catalog.text import fold

_STATE = re.compile(r"(?!U\.)[A-Z]\.\s?[A-Z]\.?")
_KIND_BEFORE = re.compile(r"(?P<one>[\w'-]{3,24})\s(?P<two>[\w'-]{3,24})\s(?:(?:of|de|di|da|do|von)\s|d')?$")
_WATERS = re.compile(
    r"\b(?:in|off|over|on)\s(?P<people>[A-Z]\w{2,16})\s(?:waters|territory|soil|airspace)\b[^.;]{0,40}$"
)
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff\u30a1-\u30fc]+")
_WORD_AFTER = re.compile(r"\s(?P<word>\w{4,20})")
_REACH = 70  # characters before a name in which its kind may stand
# What bears a country's name abroad: "the French Quarter", "the U.S. Embassy".
_ABROAD = frozenset({"quarter", "embassy", "consulate", "restaurant", "pavilion"})
_KNOWN_TOWN = 300_000  # people: the least of a town whose declined name comes before a village's name
_GREATER = 4  # times a village's people that it must have
_GREAT_TOWN = 500_000  # people: the bare name of a greater one means it in every language
_TOWN = 50_000  # people
_CODE = 2  # letters
_LEAST_UNCASED = 3  # the same in a script that writes no capitals, and no vowels in part
_LEAST_WORD = 4  # letters of a word inside a venue's name that may be a place


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A name in the cleaned caption and the place it is taken to mean (None: none we know).

    `venue` and `beside` are as in `Span`.
    """

    start: int
    end: int
    place: Place | None
    rule: str
    venue: bool = False
    beside: bool = False


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


def resolve(chain: Chain, prose: str, setting: Setting, within: str | None = None) -> list[PlaceMatch]:
    """Each name with the reading that fits the names around it best, then the language's home."""
    gazetteer = setting.gazetteer
    texts = [prose[n.start : n.end] for n in chain.names]
    settled, region = _settled(texts, gazetteer, load_place_words().kin.get(setting.language or "", ()))
    state = _of_state(texts, setting)
    settled = state or _namesake(texts, settled, gazetteer) or within or _of_last(texts, gazetteer)
    declined = declines(setting.language, prose)
    matches = []
    for name, text in zip(chain.names, texts, strict=True):
        readings: Sequence[Place] = gazetteer.find(text, inflected=declined and _declines(text))
        if settled is None:
            readings = _at_home(text, readings, setting)
        if not readings and settled and name is not chain.names[0]:
            readings = gazetteer.find(text, rare=True)
        if not readings and (bare := _without_kind(text)):
            readings = gazetteer.find(bare)
        fitting = [p for p in readings if settled is None or p.country == settled]
        if (
            not fitting and name.country and not state
        ):  # "Россия. Крым. Ялта": a country is itself, whatever the rest says
            fitting = [p for p in readings if p.country == gazetteer.country(text)]
        if (
            name.country
            and settled
            and settled != gazetteer.country(text)
            and _is_shared(text, settled, gazetteer)
        ):
            fitting = list(gazetteer.find(gazetteer.country_name(settled)))
        place = _likeliest(fitting, text, setting, region)
        matches.append(
            PlaceMatch(name.start, name.end, place, chain.rule, venue=name.venue, beside=name.beside)
        )
    return matches if settled else _beside(matches)


def _of_last(texts: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """The one country that a phrase's last town is in, where a name before it may be there too.

    "San Jose, Tacloban" is no San Jose of Costa Rica.
    """
    *before, last = texts
    countries = {p.country for p in gazetteer.find(last)}
    country = next(iter(countries), None) if len(countries) == 1 else None
    known = [text for text in before if gazetteer.find(text)]
    return country if known and country and all(_lies_in(t, country, gazetteer) for t in known) else None


def _beside(matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """Without a namesake of a small name far from the last one: "the Okumi near Gali" is no town of Japan.

    Names of one phrase are of one place, and the last is the one that readers know. A greater town than the
    last keeps its reading; so does a great one, as two in one phrase lie on either side of a border.
    """
    last = next((match.place for match in reversed(matches) if match.place is not None), None)
    if last is None or last.country is None:
        return matches
    return [
        replace(match, place=None) if match.place is not None and _is_strange(match.place, last) else match
        for match in matches
    ]


def _is_strange(place: Place, last: Place) -> bool:
    """Whether a place lies in another country than the last name's, and is small and smaller."""
    return place.country != last.country and _is_small(place) and place.population < last.population


def _at_home(text: str, readings: Sequence[Place], setting: Setting) -> Sequence[Place]:
    """The readings, or a greater town that a name is a declined form of: "Beču" is Vienna."""
    if not readings or readings[0].country == setting.home or grammar_of(setting.language) is None:
        return readings
    if readings[0].kind is PlaceKind.COUNTRY or readings[0].population >= _GREAT_TOWN or not _declines(text):
        return readings
    bases = [p for form in base_forms(text) for p in setting.gazetteer.find(form)]
    own = [p for p in bases if p.country == setting.home]
    if own and own[0].population > readings[0].population:
        return (*own, *readings)
    least = max(_KNOWN_TOWN, readings[0].population * _GREATER)
    great = max(bases, key=lambda p: p.population, default=None)
    return (great, *readings) if great is not None and great.population >= least else readings


def _namesake(texts: Sequence[str], settled: str | None, gazetteer: Gazetteer) -> str | None:
    """The country settled, or the one that shares its name where the town says so: "Kinshasa, Congo"."""
    if settled is None or len(texts) < 2 or any(_lies_in(t, settled, gazetteer) for t in texts[:-1]):  # noqa: PLR2004 (a town and a country)
        return settled
    town = next(iter(gazetteer.find(texts[0])), None)
    if town is None or town.country is None or town.kind is PlaceKind.COUNTRY:
        return settled
    return town.country if _is_shared(texts[-1], town.country, gazetteer) else settled


def _is_shared(text: str, country: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is part of a country's full name: "Congo" of the Democratic Republic of the Congo."""
    return fold(text) in fold(gazetteer.country_name(country)).split()


def _of_state(texts: Sequence[str], setting: Setting) -> str | None:
    """The country whose state's code stands behind a town of it: "Manaus (AM)" in Portuguese."""
    country = load_place_words().states.get(setting.language or "", {}).get(texts[-1])
    lies = country and any(_lies_in(text, country, setting.gazetteer) for text in texts[:-1])
    return country if lies else None


def _likeliest(
    fitting: Sequence[Place], text: str, setting: Setting, region: str | None = None
) -> Place | None:
    """Of places of one name that fit, the one meant: in the region named, great, near, written alike.

    A small town of the country whose desk writes, or of one that speaks the caption's language, comes before
    a namesake elsewhere; and one that is written with the same accents before one without.
    """
    if not fitting or fitting[0].kind is PlaceKind.COUNTRY:
        return next(iter(fitting), None)
    fitting = _written_alike(fitting, text)
    within = [p for p in fitting if region and p.region == region and fitting[0].kind not in REGION_KINDS]
    if within or fitting[0].population >= _GREAT_TOWN:
        return next(iter([*within, *fitting]))
    near = [p for p in fitting if p.country == setting.home]
    kin = [p for p in fitting if p.country in load_place_words().kin.get(setting.language or "", ())]
    return next(iter([*near, *kin, *fitting]))


def _written_alike(fitting: Sequence[Place], text: str) -> Sequence[Place]:
    """The places written with the accents that the text has, before those without.

    A region does not come before the town it is named after.
    """
    alike = [] if text.isascii() else [p for p in fitting if text.casefold() in map(str.casefold, p.names)]
    first = fitting[0]
    if first in alike:
        return alike
    if alike and (first.country != alike[0].country or fold(first.name) != fold(text)):
        return [*alike, *(p for p in fitting if p not in alike)]
    return fitting


def _settled(
    texts: Sequence[str], gazetteer: Gazetteer, kin: Sequence[str] = ()
) -> tuple[str | None, str | None]:
    """The country that the names of one phrase settle, and the region: the last that names one.

    A name of both ("Georgia", "IN") is the region where a name before it lies in the region's country, and
    none in the country of that name. Of regions of one code those where the language is spoken come first.
    """
    for number in range(len(texts) - 1, -1, -1):
        code = None if _is_dotted(texts[number]) else gazetteer.country(texts[number])
        if code and len(texts[number]) == _CODE and _is_elsewhere(texts[:number], code, gazetteer):
            code = None  # "Manaus (AM)" is no Armenia
        found = [p for p in gazetteer.region(texts[number]) if p.country and p.country != code]
        found.sort(key=lambda p: p.country not in kin)
        before = texts[:number]
        held = [p for p in found if any(_lies_in(t, p.country or "", gazetteer) for t in before)]
        if code is not None and not any(_lies_in(t, code, gazetteer) for t in before):
            return (held[0].country, held[0].name) if held else (code, None)
        if code is not None:
            return code, None
        if (
            found
            and len(texts) > 1
            and not _is_town_elsewhere(texts[number], found[0], gazetteer)
            and not _is_elsewhere(texts[number + 1 :], found[0].country or "", gazetteer)
        ):
            return found[0].country, found[0].name
    return None, None


def _is_dotted(text: str) -> bool:
    """Whether a name is a state's abbreviation, and no country's code: "N.C." is no New Caledonia."""
    return _STATE.fullmatch(text) is not None


def _is_town_elsewhere(text: str, region: Place, gazetteer: Gazetteer) -> bool:
    """Whether a name is a big town's in another country than the region of that name: "Kobe" is in Japan."""
    first = next(iter(gazetteer.find(text)), region)
    return first.kind is PlaceKind.CITY and first.country != region.country and not _is_small(first)


def _is_elsewhere(before: Sequence[str], code: str, gazetteer: Gazetteer) -> bool:
    """Whether the map knows the names before a two-letter code, and none of them in that country."""
    known = [t for t in before if gazetteer.find(t)]
    return bool(known) and not any(_lies_in(t, code, gazetteer) for t in known)


def _lies_in(town: str, country: str, gazetteer: Gazetteer) -> bool:
    return any(p.country == country for p in gazetteer.find(town, inflected=_declines(town)))


def _declines(text: str) -> bool:
    """Whether a name may stand in a declined form: outside plain ASCII or at least not in English order."""
    return not text.isascii() or " " not in text


def _without_kind(text: str) -> str:
    """A region's name without its kind ("Kyiv region"); empty where there is none."""
    head, _, kind = text.rpartition(" ")
    return head if fold(kind) in load_place_words().administrative else ""


def _is_small(place: Place) -> bool:
    """Whether a place is too small to be meant by one word of a venue's name: the "Quay" of "Old Quay"."""
    return place.kind in {PlaceKind.CITY, PlaceKind.DISTRICT} and place.population < _TOWN


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The names of two and three words in a venue's: "White House" in "Rose Garden of the White House"."""
    for count in (3, 2):
        yield from (
            " ".join(words[n : n + count]) for n in range(len(words) - count + 1) if count < len(words)
        )


def country_of(
    taken: Sequence[PlaceMatch], prose: str, gazetteer: Gazetteer, on: str | None, worldview: str
) -> str | None:
    """The country that the place of taking lies in, the most specific place that knows first."""
    for match in taken:
        if match.place is not None and match.place.claims:
            return gazetteer.country_of(match.place, on, worldview)
    for match in reversed(taken):
        text = prose[match.start : match.end].replace(HOLE, " ")
        code = None if _is_dotted(text) else gazetteer.country(text)
        if len(text) == _CODE and match.place is None and any(m.place for m in taken):
            continue  # "Manaus (AM)": what no place of the map reads as a country's code
        if code and (match.place is None or match.place.country == code):
            return _territory_in(taken, code) or code
    # A town's name is surer than its venue's: Kew Gardens is also in New York.
    for match in sorted(taken, key=lambda m: m.venue):
        if match.place is not None:
            return gazetteer.country_of(match.place, on, worldview)
    return None


def _territory_in(taken: Sequence[PlaceMatch], country: str) -> str | None:
    """The territory with a code of its own that a smaller place is of: "Hong Kong, China"."""
    held = load_place_words().territories
    codes = (m.place.country for m in taken if m.place and m.place.country)
    return next((code for code in codes if held.get(code) == country), None)


def likely_country(taken: Sequence[PlaceMatch], prose: str, setting: Setting) -> str | None:
    """The country of a venue that the map lacks: a place or people in its name, else home."""
    gazetteer = setting.gazetteer
    water = all(m.place is None or m.place.kind is PlaceKind.WATER for m in taken)
    if water and (said := _of_adjective(taken, prose, gazetteer)) is not None:
        return said
    if any(m.place for m in taken):
        return None  # a sea, or ground that nobody's borders settle
    for match in taken:
        words = prose[match.start : match.end].replace("-", " ").split()
        if fold(words[-1]) in _ABROAD:
            continue
        for name in [*_runs(words), *words]:
            least = _LEAST_WORD if name[0].isupper() else _LEAST_UNCASED
            noun = (fold(name),) in load_place_words().heads
            if len(name) >= least and name[0] == name[0].title() and not noun:
                found = [p for p in gazetteer.find(name, inflected=not name.isascii()) if not _is_small(p)]
                if setting.home is not None and is_weak(name, gazetteer, setting.home):
                    found = []  # "nádrž Xyz Mara" is in no region of Tanzania
                place = _likeliest(found, name, setting)
                code = (place.country if place else None) or _nationality(name, gazetteer)
                if code:
                    return code
    if setting.home is not None:
        return setting.home if taken else None
    return next(filter(None, (_opening_country(prose[m.start : m.end], gazetteer) for m in taken)), None)


def _opening_country(text: str, gazetteer: Gazetteer) -> str | None:
    """The country of the place that opens a Chinese or Japanese venue's name: "沙田方舱医院"."""
    if not _IDEOGRAPHS.fullmatch(text):
        return None
    found = (gazetteer.find(text[:end]) for end in (4, 3, 2) if end < len(text))
    return next((places[0].country for places in found if places), None)


def _of_adjective(taken: Sequence[PlaceMatch], prose: str, gazetteer: Gazetteer) -> str | None:
    """The country of an adjective beside a place: "the Greek village of Xyz", "in Thai waters off Xyz"."""
    kinds = load_place_words().towns
    for match in taken:
        before = prose[max(0, match.start - _REACH) : match.start]
        found = _KIND_BEFORE.search(before)
        pair = (found["one"], found["two"]) if found else ("", "")
        one, two = pair if fold(pair[1]) in kinds else pair[::-1]
        if fold(two) in kinds and (code := _nationality(one, gazetteer)) is not None:
            return code
        if (waters := _WATERS.search(before)) and (
            code := gazetteer.nationality(waters["people"])
        ) is not None:
            return code
        if (after := _WORD_AFTER.match(prose, match.end)) and (
            code := adjective_country(after["word"], gazetteer)
        ) is not None:
            return code
    return None


def _nationality(word: str, gazetteer: Gazetteer) -> str | None:
    """The country of an adjective, in German also of a town's: "Kölner"."""
    if (code := gazetteer.nationality(word)) is not None or not word.endswith("er") or not word[:1].isupper():
        return code
    towns = [*gazetteer.find(word.removesuffix("er")), *gazetteer.find(word.removesuffix("ner") + "en")]
    return next((place.country for place in towns if not _is_small(place)), None)

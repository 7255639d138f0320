"""What a name may mean on the map."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain

from catalog.places.claims import controller, country_under
from catalog.places.inflection import base_forms, without_kind
from catalog.places.keys import Spelling, allows, is_capitalised, name_key
from catalog.places.overlay import OverlayPlace
from catalog.places.place import REGION_KINDS, Place, PlaceKind
from catalog.places.same import same_place
from catalog.places.table import PlaceTable
from catalog.records import Claim

_LONGEST_CODE = 3  # letters of a country's code
_GREATER = 10  # times as many people make another declined form the likelier one
_KEPT = 65536  # names whose readings are kept, some tens of megabytes


class Gazetteer:
    """All places that we know, and the names they go by.

    A name is compared folded and without points, apostrophes and hyphens (`catalog.places.keys`). Nothing is
    resolved: every reading comes back, the most likely first.

    Attributes:
        max_words: Words in the longest name, for whoever slides a window over a text.
    """

    def __init__(self, table: PlaceTable, overlay: Iterable[OverlayPlace] = ()) -> None:
        self._table = table
        self._own = _own_places(overlay)
        longest = max((key.count(" ") + 1 for key in self._own), default=0)
        self.max_words: int = max(table.header.max_words, longest)
        # An import's captions name the same few thousand places, countries and peoples again and again.
        self._find: Callable[[str, bool], tuple[Place, ...]] = lru_cache(maxsize=_KEPT)(self._look_up)
        self._declined: Callable[[str, bool], tuple[Place, ...]] = lru_cache(maxsize=_KEPT)(self._undeclined)
        self._country: Callable[[str], str | None] = lru_cache(maxsize=_KEPT)(self._look_up_country)
        self._people: Callable[[str], Place | None] = lru_cache(maxsize=_KEPT)(self._look_up_people)

    def __len__(self) -> int:
        return self._table.header.places + len({id(p) for p in chain.from_iterable(self._own.values())})

    def find(self, name: str, *, rare: bool = False, inflected: bool = False) -> tuple[Place, ...]:
        """Every place of this name, the most likely first; empty where there is none.

        Countries come first, then regions and towns by how likely the bare name means them: people living
        there, more for a capital, less for a subdivision or for a place's second name. Our overlay's places
        carry their own weight. A subdivision comes after a town of the same name inside it.

        Args:
            name: The words of a text, as written there: abbreviations need their capitals or full stop.
            rare: Also places whose names are ordinary words of captions ("Police", "March").
            inflected: Where nothing is found, also try what the words are a declined form of ("Києві"); words
                that start with a small letter are no names and are not tried.
        """
        found = self._find(name, rare)
        return self._declined(name, rare) if inflected and not found else found

    def _undeclined(self, name: str, rare: bool) -> tuple[Place, ...]:  # noqa: FBT001 - cached by position
        forms = base_forms(name) if is_capitalised(name) else ()
        readings = [found for form in forms if (found := self._find(form, rare))]
        first = next(iter(readings), ())
        # The most specific ending is right, unless what it gives is a village beside what another gives.
        return next((r for r in readings[1:] if _weight(r) > _weight(first, _GREATER)), first)

    def _look_up(self, name: str, rare: bool) -> tuple[Place, ...]:  # noqa: FBT001 - cached by position
        key = name_key(name)
        numbers = [
            number
            for number, asked in self._table.postings(key)
            if not asked & Spelling.DEMONYM and allows(asked, name, rare=rare)
        ]
        found = tuple(map(self._table.place, numbers))
        own = self._own.get(key)
        if not own:
            return found
        return (*own, *(place for place in found if not any(same_place(place, o) for o in own)))

    def region(self, name: str, *, inflected: bool = False) -> tuple[Place, ...]:
        """Like `find`, for words that stand between a town and its country: states, districts, islands.

        A word for the kind may stand before or after the name ("Riau province", "State of Jalisco").
        """
        for form in (name, *without_kind(name)):
            found = self.find(form, inflected=inflected)
            regions = tuple(place for place in found if place.kind in REGION_KINDS)
            if regions:
                return regions
        return ()

    def country(self, name: str) -> str | None:
        """The alpha-2 code of a country's name, abbreviation or code, in any language of CLDR that we hold.

        ISO 3166-1 codes (both lengths) count in capitals only. Lands that captions print in a country's place
        ("England", "Gaza Strip") give that country.
        """
        return self._country(name)

    def _look_up_country(self, name: str) -> str | None:
        for number, asked in self._table.postings(name_key(name)):
            country = self._table.kind(number) is PlaceKind.COUNTRY and not asked & Spelling.DEMONYM
            if country and allows(asked, name, rare=True):
                return None if self._is_rather_town(name, number) else self._table.alpha2[number]
        return None

    def _is_rather_town(self, name: str, country: int) -> bool:
        """Whether a name means a town elsewhere with more people: "Norfolk", an island's name too."""
        if len(name) <= _LONGEST_CODE:
            return False
        land = self._table.place(country)
        first = next(iter(self.find(name)), land)
        return (
            first.kind is PlaceKind.CITY
            and first.country != land.country
            and first.population > land.population
        )

    def people(self, word: str) -> Place | None:
        """The country or land whose people or authorities a word names; None for any other word.

        "Armenian" gives Armenia; "Abkhazian" gives Abkhazia, with its claims; "Kurdish" gives Kurdistan.
        """
        return self._people(word)

    def _look_up_people(self, word: str) -> Place | None:
        for number, asked in self._table.postings(name_key(word)):
            if asked & Spelling.DEMONYM:
                return self._table.place(number)
        return None

    def nationality(self, word: str) -> str | None:
        """The alpha-2 code of a people's name or adjective: "Armenian" is AM.

        For a land that is no country of its own it is the country de jure ("Scottish" is GB, "Abkhazian" is
        GE), None where that is open ("Kurdish"). Ask `people` for the land itself.
        """
        place = self.people(word)
        return None if place is None else place.country

    def country_name(self, alpha2: str) -> str:
        """The usual English name of a country; the code itself where it is none."""
        codes = self._table.alpha2
        return self._table.names(codes.index(alpha2))[0] if alpha2 in codes else alpha2

    def country_of(self, place: Place, on: str | None = None, worldview: str = "un") -> str | None:
        """The country of a place at an EDTF date under a view.

        Args:
            place: A place that `find` gave.
            on: The date that counts, usually the picture's; None for now.
            worldview: `un` (as United Nations documents recognise), `de-facto` (who controls it), or an
                alpha-2 code for that country's own view. Parties without a code ("Republic of
                Artsakh") give None.
        """
        return country_under(place, on, worldview, self.country)

    @staticmethod
    def controller(place: Place, on: str | None = None) -> Claim | None:
        """Who holds the ground at a date, where that is in dispute; None where it is not."""
        return controller(place.claims, on)

    def spellings_start_with(self, text: str) -> bool:
        """Whether any name starts with these words; a window over a text may stop growing where none does."""
        prefix = name_key(text)
        return self._table.has_prefix(prefix) or any(key.startswith(prefix) for key in self._own)


def _weight(readings: tuple[Place, ...], times: int = 1) -> tuple[bool, int]:
    """How likely the first of some readings is meant: a country before all, then by people, so many times."""
    return readings[0].kind is PlaceKind.COUNTRY, readings[0].population * times


def _own_places(overlay: Iterable[OverlayPlace]) -> dict[str, tuple[Place, ...]]:
    """A catalog's own places by key."""
    own: dict[str, tuple[Place, ...]] = {}
    for entry in overlay:
        place = Place(
            geonames_id=entry.geonames_id,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            latitude=entry.latitude,
            longitude=entry.longitude,
            population=entry.population,
            names=(entry.name, *entry.names),
            claims=entry.claims,
        )
        for key in dict.fromkeys(map(name_key, (*place.names, *entry.abbreviations))):
            own[key] = (*own.get(key, ()), place)
    return own

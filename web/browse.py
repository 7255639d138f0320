"""What a search page shows around its cards: chips, facets and links, each an address of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for

from catalog.search import FacetValue, FieldTerm, Query, SearchPage, print_query
from catalog.text import fold
from web.terms import less_part, parts_of, values_of
from web.words import say

HEADINGS = {
    "from": "Handed out by",
    "agency": "Agency",
    "kind": "Kind",
    "country": "Country",
    "place": "Place",
    "year": "Year",
}
"""The sidebar's facets in order, each with its heading; names are those of the index and of queries."""
_SHORT = 8
"""Values of a facet before its "more" link; a longer list hides the next facet below the fold."""
LONG = 200
"""Values of a facet behind its "more" link."""
Toggle = Callable[[Query, str, str], Query]
"""`Index.toggle`: a query, a facet and a value to the query with that value chosen or given up."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet; its link chooses it or gives it up."""

    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its choices, and the number of values not shown.

    Attributes:
        more_url: The link that shows more of them.
        fewer_url: The link that shows few again; empty where few are shown.
    """

    name: str
    heading: str
    choices: tuple[Choice, ...]
    more: int
    more_url: str
    fewer_url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the query; its link drops the part."""

    heading: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader stands: the query, its order, and the facet that is shown at length."""

    query: Query
    sort: str = "newest"
    more: str = ""

    def url(
        self,
        query: Query | str | None = None,
        *,
        sort: str | None = None,
        after: str | None = None,
        more: str | None = None,
    ) -> str:
        """The address of this place with another query, order, page or facet; defaults are left out."""
        asked = self.query if query is None else query
        text = asked if isinstance(asked, str) else print_query(asked)
        order = sort or self.sort
        shown_order = None if order == "newest" else order
        return url_for("search.index", q=text or None, sort=shown_order, after=after, more=more)


def exactly(field: str, value: str) -> FieldTerm:
    """The query for one whole value of a field."""
    return FieldTerm(field, value, exact=True)


def _choice(place: Place, field: str, value: FacetValue, toggle: Toggle) -> Choice:
    label = say("badge", value.value) if field == "kind" else value.label
    return Choice(label, value.count, value.selected, place.url(toggle(place.query, field, value.value)))


def facets_of(page: SearchPage, place: Place, toggle: Toggle) -> tuple[Facet, ...]:
    """The facets that have a value, in the order of the sidebar; chosen values are always shown.

    Args:
        page: The search's answer.
        place: Where the reader stands.
        toggle: How the index chooses a value or gives it up.
    """
    shown = []
    for name, heading in HEADINGS.items():
        values = page.facets.get(name, ())
        most = LONG if name == place.more else _SHORT
        kept = [value for number, value in enumerate(values) if number < most or value.selected]
        if kept:
            more = page.more.get(name, 0) + len(values) - len(kept)
            choices = tuple(_choice(place, name, value, toggle) for value in kept)
            anchor = f"#facet-{name}"
            fewer = place.url() + anchor if name == place.more else ""
            shown.append(Facet(name, heading, choices, more, place.url(more=name) + anchor, fewer))
    return tuple(shown)


def _chip(part: Query, labels: Mapping[tuple[str, str], str], url: str) -> Chip:
    terms = values_of(part)
    if not terms or terms[0].field not in HEADINGS:
        return Chip("", print_query(part), url)
    said = [labels.get((term.field, fold(term.value)), term.value) for term in terms]
    return Chip(HEADINGS[terms[0].field], " or ".join(said), url)


def chips_of(page: SearchPage, place: Place) -> tuple[Chip, ...]:
    """The query's parts; a facet's value under the words that the facet uses for it."""
    labels = {
        (name, fold(value.value)): say("badge", value.value) if name == "kind" else value.label
        for name in HEADINGS
        for value in page.facets.get(name, ())
    }
    parts = enumerate(parts_of(place.query))
    return tuple(_chip(part, labels, place.url(less_part(place.query, number))) for number, part in parts)

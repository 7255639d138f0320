"""The search page: a query's photos, newest first, with what they have in common beside them."""

from typing import cast

from flask import Blueprint, render_template, request

from catalog.search import SORTS, Sort, parse_query
from web.browse import HEADINGS, LONG, Place, chips_of, facets_of
from web.cards import card
from web.rooms import rooms

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def index() -> str:
    """Search and browse: `?q=`, `?sort=`, `?after=` (where the page before ended), `?more=` (a facet)."""
    text, after = request.args.get("q", "").strip(), request.args.get("after") or None
    sort = cast("Sort", request.args.get("sort", "newest"))
    place = Place(parse_query(text), sort, request.args.get("more", ""))
    page = rooms().index.search(
        place.query, sort=sort, facets=tuple(HEADINGS), after=after, facet_limit=LONG if place.more else 10
    )
    return render_template(
        "search.html",
        query=text,
        sort=sort,
        sorts=[(name, place.url(sort=name)) for name in SORTS],
        page=page,
        after=after,
        cards=[card(photo, place.query) for photo in rooms().store.photos(page.ids)],
        chips=chips_of(page, place),
        facets=facets_of(page, place, rooms().index.toggle),
        start=place.url(),
        older=place.url(after=page.next) if page.next else None,
    )

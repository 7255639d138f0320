"""Handout sources: who hands pictures out, through whom, from where, when."""

from flask import Blueprint, abort, render_template, request

from catalog.search import All, print_query
from web.browse import Place, exactly
from web.cards import card
from web.rooms import rooms
from web.words import country_name

blueprint = Blueprint("sources", __name__, url_prefix="/sources")

_FACETS = ("agency", "country", "year")


@blueprint.get("")
def listing() -> str:
    """All handout sources: `?sort=name|photos|country`, `?class=`."""
    everyone = rooms().store.handout_sources()
    chosen = request.args.get("class", "")
    sort = request.args.get("sort", "photos")
    shown = [source for source in everyone if not chosen or source.class_ == chosen]
    shown.sort(key=lambda source: source.name.casefold())
    if sort == "country":
        shown.sort(key=lambda source: country_name(source.country) or "\uffff")
    elif sort != "name":
        shown.sort(key=lambda source: -source.photos)
    return render_template(
        "sources.html",
        sources=shown,
        total=len(everyone),
        classes=sorted({str(source.class_) for source in everyone}),
        chosen=chosen,
        sort=sort,
    )


@blueprint.get("/<source_id>")
def source(source_id: str) -> str:
    """One handout source with its forms, the agencies that relayed it and its newest photos."""
    found = rooms().store.handout_source(source_id)
    if found is None:
        abort(404, f"There is no handout source {source_id} in this catalog.")
    query = exactly("from", found.id)
    page = rooms().index.search(query, facets=_FACETS, limit=24)
    return render_template(
        "source.html",
        source=found,
        page=page,
        search=Place(query).url(),
        query=print_query(query),
        cards=[card(photo, All()) for photo in rooms().store.photos(page.ids)],
    )

"""An agency's page: who it is and how many of its photos are handouts."""

from flask import Blueprint, abort, render_template

from catalog.search import All, And, FieldTerm, print_query
from web.browse import Place, exactly
from web.cards import card
from web.rooms import rooms

blueprint = Blueprint("agencies", __name__, url_prefix="/agencies")


@blueprint.get("/<agency_id>")
def agency(agency_id: str) -> str:
    """One agency, known to us or only named in captions."""
    query = exactly("agency", agency_id)
    handouts = And((query, FieldTerm("is", "handout")))
    page = rooms().index.search(query, facets=("from", "year"), limit=24)
    known = rooms().agencies.get(agency_id)
    if known is None and not page.total:
        abort(404, f"There is no agency {agency_id} here.")
    return render_template(
        "agency.html",
        agency_id=agency_id,
        agency=known,
        page=page,
        handouts=rooms().index.search(handouts, facets=(), limit=0).total,
        search=Place(query).url(),
        handout_search=Place(handouts).url(),
        query=print_query(query),
        cards=[card(photo, All()) for photo in rooms().store.photos(page.ids)],
    )

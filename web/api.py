"""The JSON API, version 1."""

from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for

from catalog.caption import explain, parse_caption
from catalog.provenance import compare_copies
from catalog.records import to_builtins
from web.rooms import rooms

if TYPE_CHECKING:
    from werkzeug import Response as Redirect

    from catalog.search import Sort

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

_LONGEST = 100_000
"""Code points of a caption that `parse` takes; the longest in the trade are story texts of a few thousand."""


def _limit() -> int:
    said = request.args.get("limit", "60")
    if not (said.isascii() and said.isdigit()):
        abort(400, "limit: write a number.")
    return int(said)


@blueprint.get("/photos")
def photos() -> Response:
    """Search: `?q=&facets=agency,from&sort=&limit=&after=`; `next` is opaque and goes into `after`."""
    asked = tuple(dict.fromkeys(filter(None, request.args.get("facets", "").split(","))))
    page = rooms().index.search(
        request.args.get("q", "").strip(),
        sort=cast("Sort", request.args.get("sort", "newest")),
        facets=asked,
        limit=_limit(),
        after=request.args.get("after") or None,
    )
    counted = {
        name: [{"value": value.value, "label": value.label, "count": value.count} for value in values]
        for name, values in page.facets.items()
    }
    items = [to_builtins(photo) for photo in rooms().store.photos(page.ids)]
    rest = {"facets": counted, "more": page.more, "next": page.next, "behind": page.behind}
    return jsonify({"total": page.total, "items": items, **rest})


@blueprint.get("/photos/<int:photo_id>")
def photo(photo_id: int) -> Response:
    """One photo: caption, image, values, handout, findings."""
    found = rooms().store.photo(photo_id)
    if found is None:
        abort(404, f"There is no photo {photo_id} in this catalog.")
    return jsonify(to_builtins(found))


@blueprint.get("/clusters/<int:cluster_id>")
def cluster(cluster_id: int) -> "Response | Redirect":
    """Copies of one picture by arrival; a number that became part of another cluster leads there."""
    found = rooms().store.cluster(cluster_id)
    if found is None:
        abort(404, f"There is no cluster {cluster_id} in this catalog.")
    if found.id != cluster_id:
        return redirect(url_for("api.cluster", cluster_id=found.id))
    return jsonify(to_builtins(compare_copies(found.id, rooms().store.photos(found.photos))))


def _asked_caption() -> str:
    body: Any = request.get_json()
    caption = body.get("caption") if isinstance(body, dict) else None
    if not isinstance(caption, str):
        abort(400, 'The body must be a JSON object with a string "caption".')
    if len(caption) > _LONGEST:
        abort(413, f"A caption may have at most {_LONGEST} characters.")
    return caption


@blueprint.post("/parse")
def parse() -> Response:
    """Parse `{"caption": ...}`; nothing is stored."""
    return jsonify(to_builtins(parse_caption(_asked_caption())))


@blueprint.post("/explain")
def explanation() -> Response:
    """Explain the parse of `{"caption": ...}`; nothing is stored."""
    return jsonify(to_builtins(explain(parse_caption(_asked_caption()))))

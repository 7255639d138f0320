"""Whether the server lives, and whether it can answer from its catalog."""

from flask import Blueprint

from web.rooms import rooms

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def readyz() -> dict[str, object]:
    """Store and index answer; `behind` counts changes that the index has yet to take in."""
    seq = rooms().store.last_seq()
    page = rooms().index.search("", facets=(), limit=1)
    return {"status": "ok", "seq": seq, "photos": page.total, "behind": page.behind}

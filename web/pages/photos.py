"""A photo's page: picture, caption with its parsed values, chain, handout evidence, findings, metadata."""

from flask import Blueprint, abort, render_template

from web.badges import handout_badge, kind_badges
from web.cards import alternative_text, picture_of, prose_of
from web.metadata import BLOCKS, metadata_rows
from web.pieces import annotate
from web.rooms import rooms
from web.trail import chain_of, handout_sentences

blueprint = Blueprint("photos", __name__)


@blueprint.get("/photos/<int:photo_id>")
def photo(photo_id: int) -> str:
    """One photo with all its evidence."""
    store = rooms().store
    found = store.photo(photo_id)
    if found is None:
        abort(404, f"There is no photo {photo_id} in this catalog.")
    marks, pieces = annotate(found.caption)
    return render_template(
        "photo.html",
        photo=found,
        caption=found.caption,
        picture=picture_of(found, 1600),
        alt=alternative_text(found),
        title=prose_of(found.caption),
        marks=marks,
        pieces=pieces,
        handout=handout_badge(found),
        kinds=kind_badges(found),
        chain=chain_of(found),
        sentences=handout_sentences(found),
        blocks=BLOCKS,
        rows=metadata_rows(found),
        versions=store.caption_versions(photo_id),
        original=store.original(photo_id),
    )

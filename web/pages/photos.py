"""A photo's page: picture, caption with its parsed values, chain, handout evidence, findings, metadata."""

from flask import Blueprint, abort, render_template

from catalog.caption import format_photo_credit
from catalog.errors import CatalogError
from catalog.records import Photo, PictureHashes
from web.badges import handout_badge, kind_badges
from web.cards import alternative_text, headline_of, picture_of, prose_of
from web.cluster import cluster_of
from web.copies import Copies, copies_of, wanted
from web.credentials import credentials_of
from web.findings import panels_of
from web.metadata import blocks_of, metadata_rows
from web.pieces import annotate
from web.rooms import rooms
from web.trail import chain_of, handout_sentences
from web.usage import conditions_of, terms_of_use
from web.words import order

blueprint = Blueprint("photos", __name__)


@blueprint.get("/photos/<int:photo_id>")
def photo(photo_id: int) -> str:
    """One photo with all its evidence."""
    store = rooms().store
    found = store.photo(photo_id)
    if found is None:
        abort(404, f"There is no photo {photo_id} in this catalog.")
    marks, pieces = annotate(found.caption)
    blocks = blocks_of(found)
    return render_template(
        "photo.html",
        photo=found,
        caption=found.caption,
        picture=picture_of(found, 1600),
        alt=alternative_text(found),
        headline=headline_of(found),
        title=headline_of(found) or prose_of(found.caption),
        marks=marks,
        pieces=pieces,
        handout=handout_badge(found),
        kinds=kind_badges(found),
        chain=chain_of(found),
        sentences=handout_sentences(found),
        credit=format_photo_credit(found, rooms().credit_style, agencies=rooms().agencies),
        credit_style=rooms().credit_style.title,
        conditions=conditions_of(found.caption),
        terms=terms_of_use(found.caption),
        panels=panels_of(found),
        credentials=credentials_of(found),
        roles=tuple(order("date_role")),
        blocks=blocks,
        rows=metadata_rows(found, blocks),
        versions=store.caption_versions(photo_id),
        original=store.original(photo_id),
        cluster=cluster_of(store, found),
        copies=_copies(found),
    )


def _copies(photo: Photo) -> Copies:
    """The copies of a photo's picture; the rest of the page does not depend on finding them."""
    image = photo.image
    if image is None or image.phash is None:
        return Copies()
    hashes = PictureHashes(phash=image.phash, phash_variants=image.phash_variants)
    try:
        near = [one for one in rooms().pictures.near(hashes) if one.photo_id != photo.id]
    except CatalogError as error:
        return Copies(problem=str(error))
    return copies_of(photo, near, rooms().store.photos(wanted(near)))

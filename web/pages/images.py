"""Image bytes: renditions from the media folder, and the original while it is still the file we read."""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file

from web.rooms import rooms

blueprint = Blueprint("images", __name__)

_YEAR = 365 * 24 * 3600
# What browsers show as a picture and cannot run; anything else is handed over as a download.
_SHOWABLE = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/tiff", "image/heic")


def _sent(response: Response, sha256: str) -> Response:
    """Cache for good where the address names the bytes (`?v=`, RFC 8246); ask again elsewhere."""
    version = request.args.get("v", "")
    if version and sha256.startswith(version):
        response.headers["Cache-Control"] = f"private, max-age={_YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@blueprint.get("/photos/<int:photo_id>/image/<any('320', '1600'):longest>")
def rendition(photo_id: int, longest: str) -> Response:
    """A WebP whose longer side is 320 or 1600 pixels."""
    original = rooms().store.original(photo_id)
    sha256 = original.sha256 if original else ""
    path = rooms().settings.media_path / "renditions" / sha256[:2] / f"{sha256}-{longest}.webp"
    if not sha256 or not path.is_file():
        abort(404, f"Photo {photo_id} has no rendition of {longest} pixels.")
    return _sent(send_file(path, "image/webp", etag=f"{sha256}-{longest}"), sha256)


def _is_unchanged(path: Path, sha256: str) -> bool:
    """Whether the file is there and its bytes are still those that were read at import."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


@blueprint.get("/photos/<int:photo_id>/image/original")
def original(photo_id: int) -> Response:
    """The original file, unaltered; 404 where it is gone or has changed since it was read."""
    recorded = rooms().store.original(photo_id)
    photo = rooms().store.photo(photo_id) if recorded else None
    if recorded is None or photo is None:
        abort(404, f"Photo {photo_id} has no original file.")
    path = Path(recorded.path)
    if not _is_unchanged(path, recorded.sha256):
        abort(404, f"The original of photo {photo_id} is missing or has changed since it was imported.")
    mime = photo.image.mime if photo.image else None
    showable = mime in _SHOWABLE
    response = send_file(
        path,
        mime if showable else "application/octet-stream",
        as_attachment=not showable,
        download_name=path.name,
        etag=recorded.sha256,
    )
    return _sent(response, recorded.sha256)

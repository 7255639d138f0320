"""What a container says beside the three metadata blocks: JFIF, comments, and a colour profile's name."""

from collections.abc import Sequence
from io import BytesIO

from PIL import ImageCms

from catalog.images.text import clean_text

_UNITS = {0: "none", 1: "dots per inch", 2: "dots per cm"}
_JFIF_HEAD = 7
_LONGEST_SHOWN = 2_000


def read_jfif(body: bytes) -> dict[str, dict[str, str]]:
    """Version and density (JFIF 1.02, section "APP0 marker").

    Args:
        body: What follows the signature; nothing is said of fewer bytes than a head has.
    """
    if len(body) < _JFIF_HEAD:
        return {}
    return {
        "jfif": {
            "version": f"{body[0]}.{body[1]:02}",
            "unit": _UNITS.get(body[2], str(body[2])),
            "x_density": str(int.from_bytes(body[3:5], "big")),
            "y_density": str(int.from_bytes(body[5:7], "big")),
        }
    }


def read_comments(comments: Sequence[bytes]) -> dict[str, dict[str, str]]:
    """Comments by their number, in order of the file; UTF-8 where they are that, else cp1252."""
    texts = {str(number): _decoded(comment) for number, comment in enumerate(comments, 1)}
    shown = {number: text for number, text in texts.items() if text}
    return {"comment": shown} if shown else {}


def read_profile(profile: bytes) -> dict[str, dict[str, str]]:
    """What a colour profile says of itself, empty where it is none (ICC.1:2022, section 9.2).

    Args:
        profile: The profile, of split segments joined.
    """
    if not profile:
        return {}
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile)).profile
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return {}
    texts = {
        "description": found.profile_description,
        "copyright": found.copyright,
        "maker": found.manufacturer,
        "model": found.model,
    }
    shown = {
        name: text for name, value in texts.items() if (text := clean_text(value or "")[:_LONGEST_SHOWN])
    }
    return {"icc": shown} if shown else {}


def _decoded(text: bytes) -> str:
    """A comment's text; many end in zeros."""
    try:
        return clean_text(text.decode("utf-8"))[:_LONGEST_SHOWN]
    except UnicodeDecodeError:
        return clean_text(text.decode("cp1252", "replace"))[:_LONGEST_SHOWN]

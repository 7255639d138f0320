"""What a photo is and has, beyond the values of its fields."""

from catalog.records import Photo
from catalog.vocabulary.codes import HandoutState, Kind, Origin, Term

_STATUS_OF_TERM = {Term.KILL: "killed", Term.WITHDRAWAL: "withdrawn", Term.CORRECTION: "corrected"}
_DECIDED = {"kill": "killed", "killed": "killed", "withdraw": "withdrawn", "withdrawn": "withdrawn"}


def status_of(photo: Photo) -> str:
    """`killed`, `withdrawn`, `corrected` or `active`, the gravest that notices or a decision say."""
    said = {_DECIDED.get(photo.decision or "", "active")}
    if photo.caption is not None:
        terms = (term.term for notice in photo.caption.notices for term in notice.terms)
        said.update(_STATUS_OF_TERM.get(term, "active") for term in terms)
    return next(status for status in ("killed", "withdrawn", "corrected", "active") if status in said)


def flags_of(photo: Photo) -> set[str]:
    """The values of `is:` that hold for a photo."""
    found = {status_of(photo)} - {"active"}
    if photo.caption is not None:
        found.update(str(kind) for kind in photo.caption.kinds if kind != Kind.HANDOUT)
        if photo.caption.origin == Origin.OWN:
            found.add("own")
    if photo.handout.state in {HandoutState.STATED, HandoutState.LIKELY}:
        found.add("handout")
    if photo.handout.state == HandoutState.CONFLICTING:
        found.add("conflicting")
    if _is_edited(photo):
        found.add("edited")
    return found


def _is_edited(photo: Photo) -> bool:
    """Whether a person set any value."""
    return any(value.human is not None for value in photo.values.values())


def presences_of(photo: Photo, *, dated: bool) -> set[str]:
    """The values of `has:` that hold for a photo and are no names of filled fields."""
    caption = photo.caption
    stands = any(finding.dismissed is None for finding in photo.findings)
    claimed = caption is not None and any(
        len({claim.party for claim in place.claims}) > 1 for place in caption.places
    )
    holds = {
        "date": dated,
        "image": photo.image is not None,
        "caption": caption is not None,
        "gps": has_gps(photo),
        "c2pa": photo.image is not None and photo.image.c2pa is not None,
        "edits": _is_edited(photo),
        "findings": stands,
        "disputed-place": claimed,
        "copies": photo.cluster is not None,
        "notices": caption is not None and bool(caption.notices),
    }
    return {name for name, true in holds.items() if true}


def has_gps(photo: Photo) -> bool:
    """Whether the image file gives the camera's position (EXIF 2.32, GPSLatitude, tag 2 of the GPS IFD)."""
    return photo.image is not None and "gps_position" in photo.image.fields

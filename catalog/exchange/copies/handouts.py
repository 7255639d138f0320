"""Who handed a picture out, and the instructions that say so first."""

from collections.abc import Iterator

from catalog.exchange.copies.rules import load_copy_rules
from catalog.exchange.copies.said import Said, from_caption, from_person, listed
from catalog.records import Photo
from catalog.text import fold
from catalog.vocabulary.codes import HandoutState


def sources_of(photo: Photo) -> Said | None:
    """Who handed a picture out: a person's word, else the catalog's list, else the caption."""
    said = listed(from_person(photo, "handout_source", "handout_sources"))
    if said is not None:
        return said
    parties = photo.handout.from_ or (photo.caption.handout_sources if photo.caption is not None else ())
    return from_caption([party.name for party in parties])


def instructions_of(photo: Photo) -> Said | None:
    """The handout mark, the file's own instructions and the caption's notices, each once.

    A restriction that the file states is never lost, and the mark stands where no limit cuts it off.
    """
    said = from_person(photo, "instructions")
    if said is not None and not said.texts:
        return said
    parts = [mark] if (mark := handout_mark(photo)) else []
    new = len(parts)
    for text in said.texts if said is not None else _kept(photo, mark):
        _add(parts, text)
    before = len(parts)
    for notice in photo.caption.notices if photo.caption is not None and said is None else ():
        _add(parts, notice.text)
    if said is None and not new and len(parts) == before:
        return None  # the file says it all
    text = load_copy_rules().handout.joint.join(parts)
    return Said((text,), by_person=said is not None)


def handout_mark(photo: Photo) -> str | None:
    """How a handout is said; None where nothing indicates one."""
    words = load_copy_rules().handout
    said = sources_of(photo)
    named = said is not None and said.by_person and said.texts
    state = HandoutState.STATED if named else photo.handout.state
    form = {
        HandoutState.STATED: words.stated,
        HandoutState.LIKELY: words.likely,
        HandoutState.CONFLICTING: words.conflicting,
    }.get(state)
    if form is None:
        return None
    return form.replace("{sources}", ", ".join(said.texts if said is not None else ()) or words.unnamed)


def _kept(photo: Photo, mark: str | None) -> Iterator[str]:
    """The file's own instructions, without a mark that an earlier copy put there."""
    held = photo.image.fields.get("instructions") if photo.image is not None else None
    if held is None:
        return
    text = held.value if isinstance(held.value, str) else "; ".join(held.value)
    if mark:
        text = text.removeprefix(mark).lstrip("; ")
    if text:
        yield text


def _add(parts: list[str], text: str) -> None:
    """Add a text unless it is said already."""
    text = " ".join(text.split())
    if text and fold(text) not in fold(" ".join(parts)):
        parts.append(text)

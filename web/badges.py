"""The badges of a photo: an icon, the kind in words and, for a handout, who handed it out."""

from dataclasses import dataclass

from catalog.records import Photo
from catalog.vocabulary.codes import HandoutState, Kind
from web.words import say

_HANDOUT = {
    HandoutState.STATED: ("handout", "stated"),
    HandoutState.LIKELY: ("handout_likely", "likely"),
    HandoutState.CONFLICTING: ("handout_conflicting", "conflicting"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge.

    Attributes:
        icon: Name of a symbol in `static/icons.svg`.
        tone: CSS class of its colour and pattern.
        text: The kind, in words.
        party: Who handed the picture out; empty for other kinds, and where that is open.
        named: Whether `party` is a name (and not the words that none is given).
    """

    icon: str
    tone: str
    text: str
    party: str = ""
    named: bool = False


def handout_badge(photo: Photo) -> Badge | None:
    """The handout badge, from what all evidence together says; None where nothing indicates one."""
    entry = _HANDOUT.get(photo.handout.state)
    if entry is None:
        return None
    word, tone = entry
    names = ", ".join(party.name for party in photo.handout.from_)
    unnamed = "" if photo.handout.state is HandoutState.CONFLICTING else say("party", "unnamed")
    return Badge("handout", tone, say("badge", word), names or unnamed, named=bool(names))


def kind_badges(photo: Photo) -> tuple[Badge, ...]:
    """The badges of all other kinds that the words state."""
    kinds = photo.caption.kinds if photo.caption else ()
    return tuple(Badge(kind.value, "kind", say("badge", kind)) for kind in kinds if kind is not Kind.HANDOUT)

"""The badges of a photo: an icon, the kind in words and, for a handout, who handed it out."""

from dataclasses import dataclass

from catalog.records import Photo
from catalog.vocabulary.codes import HandoutState, Kind, Term
from web.words import say

_HANDOUT = {
    HandoutState.STATED: ("handout", "stated"),
    HandoutState.LIKELY: ("handout_likely", "likely"),
    HandoutState.CONFLICTING: ("handout_conflicting", "conflicting"),
}
_STOPS = (Term.KILL, Term.WITHDRAWAL, Term.EMBARGO, Term.CORRECTION, Term.GRAPHIC_CONTENT)
"""What an editor must see before a picture is used, gravest first."""


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
    """What stops or hedges its use, then the badges of all other kinds that the words state."""
    if photo.caption is None:
        return ()
    terms = {term.term for notice in photo.caption.notices for term in notice.terms}
    stops = tuple(Badge("stop", "stop", say("badge", term)) for term in _STOPS if term in terms)
    kinds = (kind for kind in photo.caption.kinds if kind is not Kind.HANDOUT)
    return (*stops, *(Badge(kind.value, "kind", say("badge", kind)) for kind in kinds))

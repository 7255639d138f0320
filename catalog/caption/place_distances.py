"""Distances in a caption: what they are measured from is elsewhere ("some 20 miles south of Mombasa")."""

import re

from catalog.caption.place_spans import Span

_ABOUT = "some|about|around|roughly|just|nearly|approximately|an estimated"
_UNIT = r"(?:km|kms|miles?|mi|kilomet(?:er|re)s?)\b"
_MEASURED = re.compile(
    rf"(?:[\s,]{{1,2}}(?:{_ABOUT}))?[\s,(]{{1,2}}\d[\d,.]{{0,9}}\s?{_UNIT}(?:\s\(\d[\d,.]{{0,9}}\s?[a-z]{{1,12}}\))?"
    r"(?:\s[a-z-]{1,16}){0,3}\s(?:of|from)\s(?:the\s)?"
)
_SENTENCE_END = re.compile(r"[.!?]\s")
_NAME = re.compile(r"[^\W_][^,(]*")
_FAR = 300  # characters between a place and a distance that no longer belongs to it


def measured_names(prose: str) -> dict[int, int]:
    """Where the names begin that distances are measured from, each with where its distance begins.

    Args:
        prose: The cleaned caption with holes.
    """
    return {found.end(): found.start() for found in _MEASURED.finditer(prose)}


def stands_before(last: Span | None, far: int, prose: str) -> bool:
    """Whether a distance belongs to a place named before it: a village right there, or one of its sentence.

    Args:
        last: The name before the distance.
        far: Where the distance begins.
        prose: The cleaned caption with holes.
    """
    if last is None or far - last.end > _FAR or _SENTENCE_END.search(prose, last.end, far):
        return False
    return last.end == far or last.known or last.venue


def without_distance(between: str) -> str:
    """What stands between two names, without a distance and the name it is measured from.

    Args:
        between: The text from the one to the other.
    """
    far = _MEASURED.match(between)
    return between if far is None else _NAME.sub("", between[far.end() :], count=1)

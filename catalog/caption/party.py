"""One part of a credit."""

from enum import StrEnum
from typing import NamedTuple

from catalog.agencies import Agency
from catalog.vocabulary.codes import SourceClass


class Role(StrEnum):
    """What a part of a credit is."""

    AGENCY = "agency"
    OUTLET = "outlet"
    CREATOR = "creator"
    INSTITUTION = "institution"
    UNKNOWN = "unknown"
    HANDOUT = "handout"
    POOL = "pool"
    FILE = "file"
    STRINGER = "stringer"
    STAFF = "staff"
    SUPPLIED = "supplied"
    SOCIAL = "social"
    SATELLITE = "satellite"
    NOTHING = "nothing"


class Party(NamedTuple):
    """One part of a credit.

    Attributes:
        role: What it is.
        start: First code point in the cleaned caption.
        end: First code point after it.
        joint: The sign before it: `start`, `slash`, `via`, `comma`, `dash`, `for`, `by`, `bar`, `beside`.
        zone: Number of the zone it stands in.
        agencies: Who is meant, for an agency.
        class_: What kind of party it is, for an institution.
        trade: Whether its last word is a picture house's ("Meridian Stock").
    """

    role: Role
    start: int
    end: int
    joint: str = "start"
    zone: int = 0
    agencies: tuple[Agency, ...] = ()
    class_: SourceClass | None = None
    trade: bool = False

    def between(self, joint: str, zone: int) -> "Party":
        """The same part, placed: the sign before it and its zone."""
        return self._replace(joint=joint, zone=zone)

"""Copies of one picture side by side: what each distributor says, and where it differs from the first."""

from enum import StrEnum

from msgspec import Struct, field

from catalog.records.photo import Handout, HandoutParty, Reference


class Departure(StrEnum):
    """How a copy departs from what the first one says."""

    LOST = "lost"
    """The first says it and this one does not."""
    ADDED = "added"
    """This one says it and the first does not."""
    OTHER = "other"
    """Both say it, in other words."""


class CopyDifference(Struct, frozen=True, kw_only=True):
    """A value of a copy that is not the first one's.

    Attributes:
        field: The field, as in the values of a photo.
        departure: `lost`, `added` or `other`.
        first: What the first copy says, None where nothing.
        here: What this copy says, None where nothing.
    """

    field: str
    departure: Departure
    first: str | None = None
    here: str | None = None


class Copy(Struct, frozen=True, kw_only=True):
    """One copy of a picture, as its distributor sent it.

    Attributes:
        photo: The photo's number.
        ref: The provider's identity of it.
        added: UTC time of first import, ISO 8601.
        caption: Its words; None for a picture without.
        values: Field name to the value shown, a person's before the machine's.
        says_handout: Whether its own caption or file says that the picture was handed out.
        handout: What all evidence says about a handout.
        differences: Where it departs from the copy that was received first; none for that one.
    """

    photo: int
    ref: Reference
    added: str = ""
    caption: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    says_handout: bool = False
    handout: Handout = Handout()
    differences: tuple[CopyDifference, ...] = ()


class HandoutMark(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Which copies of a picture say that it was handed out, and which do not.

    Attributes:
        said_by: Numbers of the photos that say so.
        not_said_by: Numbers of those that do not.
        from_: Who handed the picture out, as those that say so name it (`from` in JSON).
    """

    said_by: tuple[int, ...] = ()
    not_said_by: tuple[int, ...] = ()
    from_: tuple[HandoutParty, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether some copies say it and others do not."""
        return bool(self.said_by and self.not_said_by)


class Cluster(Struct, frozen=True, kw_only=True):
    """Copies of one picture.

    Attributes:
        id: The cluster's number: that of the photo that was received first.
        copies: The copies in the order of their arrival.
        handout_mark: Which of them say that the picture was handed out.
    """

    id: int
    copies: tuple[Copy, ...] = ()
    handout_mark: HandoutMark = HandoutMark()

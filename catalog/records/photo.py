"""One picture as catalogued: caption, image, findings and people's decisions together."""

from typing import Any

from msgspec import Struct, field

from catalog.records.caption import ParsedCaption
from catalog.records.image import ImageRecord
from catalog.vocabulary.codes import HandoutState, Severity, SourceClass


class Actor(Struct, frozen=True, kw_only=True):
    """Who asks the store for something.

    Attributes:
        name: A user's name, or the command's (`cli:import`).
        kind: `person`, `program` or `token`.
    """

    name: str
    kind: str = "program"


class Reference(Struct, frozen=True, kw_only=True):
    """The provider's own identity of a picture: an asset id, a digest of the file, or of the raw row."""

    provider: str
    id: str


class Value(Struct, frozen=True, kw_only=True):
    """A value as the machine read it, as a person set it, and the one to show (a person's wins)."""

    machine: str | None = None
    human: str | None = None
    shown: str | None = None


class HandoutParty(Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """Who handed a picture out, resolved to the catalog's list of handout sources.

    Attributes:
        id: Slug of the handout source's page, `/sources/<id>`.
        name: The name to show.
        class_: What kind of party it is (`class` in JSON).
        country: ISO 3166-1 alpha-2, None where unknown.
        forms: The party's other spellings in the catalog's list, in the order met.
    """

    id: str
    name: str
    class_: SourceClass = SourceClass.UNKNOWN
    country: str | None = None
    forms: tuple[str, ...] = ()


class Handout(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What all evidence together says; `from_` is `from` in JSON."""

    state: HandoutState = HandoutState.NOT_INDICATED
    from_: tuple[HandoutParty, ...] = ()


class FindingValue(Struct, frozen=True, kw_only=True):
    """A value that a finding rests on.

    Attributes:
        origin: Where it was read: `caption`, `caption[223:230]`, `iim 2:110`, `xmp photoshop:Credit`.
        raw: The value as it stands there.
    """

    origin: str
    raw: str


class Finding(Struct, frozen=True, kw_only=True):
    """Evidence that a person should see, never a verdict.

    Attributes:
        id: Stable for the same rule and the same values of a photo.
        rule: The rule's public name, `handout-stated`.
        severity: How much it asks of a person.
        values: The values compared.
        explains: Other explanations, in plain words.
        dismissed: Who dismissed it, when and why; None while it stands.
    """

    id: str
    rule: str
    severity: Severity
    values: tuple[FindingValue, ...] = ()
    explains: tuple[str, ...] = ()
    dismissed: dict[str, str] | None = None


class Photo(Struct, frozen=True, kw_only=True):
    """A photo as pages, API and exports show it.

    Attributes:
        id: The catalog's own number.
        ref: The provider's identity.
        caption: The newest caption, parsed; None for a picture without words.
        versions: How many caption versions are kept.
        image: The image file; None for a caption without picture.
        values: Field name to machine's, human's and shown value.
        handout: What all evidence says about a handout.
        findings: What a person should see.
        cluster: Id of the cluster of copies, None where alone.
        checks: People's answers to the verification questions.
        decision: A person's decision about the picture.
        added: UTC time of first import, ISO 8601.
        runs: Ids of the import runs that touched it.
    """

    id: int
    ref: Reference
    caption: ParsedCaption | None = None
    versions: int = 1
    image: ImageRecord | None = None
    values: dict[str, Value] = field(default_factory=dict)
    handout: Handout = Handout()
    findings: tuple[Finding, ...] = ()
    cluster: int | None = None
    checks: dict[str, Any] = field(default_factory=dict)
    decision: str | None = None
    added: str = ""
    runs: tuple[int, ...] = ()

    def human(self, *fields: str) -> str | None:
        """A person's word, under the first of these fields that has one; None where nobody said any."""
        words = (self.values[field].human for field in fields if field in self.values)
        return next((word for word in words if word is not None), None)

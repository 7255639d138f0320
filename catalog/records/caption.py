"""A caption taken apart: every value beside the characters it came from."""

from typing import TypeAlias

from msgspec import Struct

from catalog.vocabulary.codes import (
    AgencyRole,
    Certainty,
    Condition,
    DateRole,
    How,
    Kind,
    Origin,
    SourceClass,
    Term,
)

Span: TypeAlias = tuple[int, int]
"""`[start, end)` in code points of the raw caption."""


class AgencyCredit(Struct, frozen=True, kw_only=True):
    """An agency, distributor, stock house or outlet that the credit names.

    Attributes:
        id: The agency's id in our knowledge, or a slug of its name where we do not know it.
        name: Its short credit form, upper case: EPA-EFE, AP, GETTY IMAGES.
        role: What it did in the chain.
        span: The words that name it.
    """

    id: str
    name: str
    role: AgencyRole
    span: Span


class CreatorCredit(Struct, frozen=True, kw_only=True):
    """A person credited with taking the picture (IPTC Creator), in natural case, without rank."""

    name: str
    span: Span


class Form(Struct, frozen=True, kw_only=True):
    """Another form of a name in the same caption."""

    text: str
    span: Span


class HandoutSource(Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """Who handed the picture out, the credit's form first.

    Attributes:
        name: The words of `span` in natural case.
        span: Where it is said.
        forms: Other forms of the same party in this caption.
        class_: What kind of party it is (`class` in JSON).
        country: ISO 3166-1 alpha-2 of the party, where the words tell.
    """

    name: str
    span: Span
    forms: tuple[Form, ...] = ()
    class_: SourceClass = SourceClass.UNKNOWN
    country: str | None = None


class Claim(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A party's claim on a place, with its years and its source; never resolved by the program.

    Attributes:
        party: Who claims or controls it.
        kind: `recognised`, `controlled` or `claimed`.
        from_: First year (EDTF), None where open (`from` in JSON).
        to: Last year (EDTF), None where it still holds.
        source: Where this is documented.
    """

    party: str
    kind: str
    from_: str | None = None
    to: str | None = None
    source: str = ""


class PlaceMention(Struct, frozen=True, kw_only=True):
    """A place as the caption names it, resolved as far as the words allow.

    Attributes:
        name: The caption's own words.
        span: Where they stand.
        geonames_id: GeoNames id, 0 for an entry of our own overlay, None where unresolved.
        latitude: Degrees north (WGS 84), None where unknown.
        longitude: Degrees east (WGS 84), None where unknown.
        country: ISO 3166-1 alpha-2 under the worldview asked for.
        names: Other names of the same place.
        claims: Who claims it.
    """

    name: str
    span: Span
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


class DateMention(Struct, frozen=True, kw_only=True):
    """A date in the caption and what it is the date of; `edtf` follows ISO 8601-2:2019 (EDTF level 1)."""

    role: DateRole
    edtf: str
    span: Span


class ConditionMention(Struct, frozen=True, kw_only=True):
    """A condition under which the picture was made, with the words that say so."""

    condition: Condition
    span: Span


class NoticeTerm(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One term of a notice and its parameters.

    Attributes:
        term: What it says.
        days: For how many days, of `expires`.
        until: Until when (EDTF, or the words), of `embargo` and `expires`.
        who: The country or outlet that is out, or the credit that is mandatory.
        what: What was corrected, or what the report must be about.
    """

    term: Term
    days: int | None = None
    until: str | None = None
    who: str | None = None
    what: str | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """A restriction or an editors' note, as written, and the terms we read in it."""

    text: str
    span: Span
    terms: tuple[NoticeTerm, ...] = ()


class Part(Struct, frozen=True, kw_only=True):
    """One picture of a combo, with its own credit, date and place."""

    label: str
    span: Span
    agencies: tuple[AgencyCredit, ...] = ()
    creators: tuple[CreatorCredit, ...] = ()
    handout_sources: tuple[HandoutSource, ...] = ()
    date: str | None = None
    place: str | None = None


class Alternative(Struct, frozen=True, kw_only=True):
    """A second reading that the words allow, or one that was refused; the rule tells which."""

    field: str
    value: str
    span: Span
    rule: str


class Evidence(Struct, frozen=True, kw_only=True):
    """Which rule read a field from which characters."""

    field: str
    rule: str
    span: Span


class ParsedCaption(Struct, frozen=True, kw_only=True):
    """A caption taken apart; a projection that can be made again from `caption` at any time."""

    caption: str
    language: str | None = None
    description: str = ""
    credit_line: str | None = None
    agencies: tuple[AgencyCredit, ...] = ()
    creators: tuple[CreatorCredit, ...] = ()
    handout: bool = False
    origin: Origin = Origin.NOT_STATED
    how: How | None = None
    handout_sources: tuple[HandoutSource, ...] = ()
    kinds: tuple[Kind, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    places_mentioned: tuple[PlaceMention, ...] = ()
    country: str | None = None
    date: str | None = None
    date_text: str | None = None
    dates: tuple[DateMention, ...] = ()
    conditions: tuple[ConditionMention, ...] = ()
    notices: tuple[Notice, ...] = ()
    parts: tuple[Part, ...] = ()
    certainty: dict[str, Certainty] = {}
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unparsed: tuple[Span, ...] = ()

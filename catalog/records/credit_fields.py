"""What the credit fields of a file or a row say: every value beside the field and the rule that gave it."""

from msgspec import Struct

from catalog.records.caption import Claim
from catalog.vocabulary.codes import AgencyRole, CreditRole, Kind, Origin, SourceClass


class FieldAgency(Struct, frozen=True, kw_only=True):
    """An agency, distributor, stock house or outlet that the fields name.

    Attributes:
        id: The agency's id in our knowledge, or a slug of its name where we do not know it.
        name: Its short credit form, upper case.
        role: What it did in the chain.
    """

    id: str
    name: str
    role: AgencyRole


class FieldParty(Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """Who handed the picture out, as far as the fields say.

    Attributes:
        name: The field's words, in natural case.
        class_: What kind of party it is (`class` in JSON).
        country: ISO 3166-1 alpha-2 of the party, where the words tell.
    """

    name: str
    class_: SourceClass = SourceClass.UNKNOWN
    country: str | None = None


class ChainPart(Struct, frozen=True, kw_only=True):
    """One part of a by-line, credit line or source, as written; codes stay where they stand.

    Attributes:
        text: The words.
        role: What they are.
        name: The field that they stand in.
    """

    text: str
    role: CreditRole
    name: str


class CopyrightHolder(Struct, frozen=True, kw_only=True):
    """Whose right a notice says it is.

    Attributes:
        name: The holder, without sign, years and "all rights reserved".
        years: The years as written, None where there are none.
    """

    name: str
    years: str | None = None


class FieldPlace(Struct, frozen=True, kw_only=True):
    """A place as a field names it.

    Attributes:
        name: The words, in natural case.
        level: The field: `sublocation`, `city` or `province_or_state`.
        country: ISO 3166-1 alpha-2 of the place of that name in the country that the fields state.
        geonames_id: Which place it is; None where the gazetteer has none of the name there.
        claims: Who claims it.
    """

    name: str
    level: str
    country: str | None = None
    geonames_id: int | None = None
    claims: tuple[Claim, ...] = ()


class FieldCountry(Struct, frozen=True, kw_only=True):
    """A country as the fields state it.

    Attributes:
        code: ISO 3166-1 alpha-2, None where the words are no country's that we know.
        name: Its usual English name where a code states it, else the words as written.
    """

    code: str | None
    name: str


class FieldDate(Struct, frozen=True, kw_only=True):
    """A date of a field.

    Attributes:
        name: The field, which says what it is the date of.
        edtf: The date (ISO 8601-2:2019, EDTF level 1), with time and offset where they are stated.
    """

    name: str
    edtf: str


class FieldReference(Struct, frozen=True, kw_only=True):
    """A supplier's reference.

    Attributes:
        name: The field that holds it.
        id: The reference.
    """

    name: str
    id: str


class FieldEvidence(Struct, frozen=True, kw_only=True):
    """Which rule read a value of this record from which words.

    Attributes:
        field: The value's field in this record.
        rule: The rule.
        name: The metadata field that was read.
        block: `exif`, `iim` or `xmp`, or what else the words come from.
        path: Where in the block.
        raw: The whole value as it stands there.
    """

    field: str
    rule: str
    name: str
    block: str
    path: str
    raw: str


class FieldAlternative(FieldEvidence, frozen=True, kw_only=True):
    """A second reading that the words allow.

    Attributes:
        value: The reading.
    """

    value: str


class RawValue(Struct, frozen=True, kw_only=True):
    """A value in which no rule read anything.

    Attributes:
        name: The metadata field.
        block: `exif`, `iim` or `xmp`, or what else the words come from.
        path: Where in the block.
        raw: The value.
    """

    name: str
    block: str
    path: str
    raw: str


class CreditFields(Struct, frozen=True, kw_only=True):
    """What the credit fields say; a projection that can be made again from the fields at any time."""

    creators: tuple[str, ...] = ()
    job_titles: tuple[str, ...] = ()
    credit_line: str | None = None
    source: str | None = None
    agencies: tuple[FieldAgency, ...] = ()
    handout: bool = False
    origin: Origin = Origin.NOT_STATED
    handout_sources: tuple[FieldParty, ...] = ()
    kinds: tuple[Kind, ...] = ()
    chain: tuple[ChainPart, ...] = ()
    copyright_holders: tuple[CopyrightHolder, ...] = ()
    places: tuple[FieldPlace, ...] = ()
    countries: tuple[FieldCountry, ...] = ()
    date: str | None = None
    dates: tuple[FieldDate, ...] = ()
    references: tuple[FieldReference, ...] = ()
    alternatives: tuple[FieldAlternative, ...] = ()
    evidence: tuple[FieldEvidence, ...] = ()
    unparsed: tuple[RawValue, ...] = ()

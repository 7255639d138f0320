"""The credit fields of a file or a row taken apart: fields in, a record with evidence for every value out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date  # noqa: N812 (`date` is IPTC's and our field)

from msgspec.structs import replace

from catalog.caption.copyright import read_notice, without_sign
from catalog.caption.field_credits import read_credits
from catalog.caption.field_parties import CHAIN_FIELDS
from catalog.caption.field_places import COUNTRY_NAMES, PLACE_NAMES, read_countries, read_places
from catalog.caption.field_values import FieldValue, values_of
from catalog.caption.field_words import load_field_words
from catalog.caption.knowledge import DEFAULT, Knowledge
from catalog.dates import Form, read_date
from catalog.records import (
    CopyrightHolder,
    CreditFields,
    FieldAlternative,
    FieldDate,
    FieldEvidence,
    FieldReference,
    ImageField,
)
from catalog.text import fold

TITLE = "creators_job_title"
NOTICE = "copyright_notice"
DATES = ("date_created", "date_digitised", "date_released", "date_sent")
REFERENCES = ("job_id", "fixture_identifier", "image_supplier_image_id", "digital_image_guid")
FIELDS = (*CHAIN_FIELDS, TITLE, NOTICE, *PLACE_NAMES, *COUNTRY_NAMES, *DATES, *REFERENCES)
"""The metadata fields that are read."""

_Dated = tuple[FieldValue, str, Form]


def read_credit_fields(
    fields: Mapping[str, ImageField], *, knowledge: Knowledge = DEFAULT, today: Date | None = None
) -> CreditFields:
    """Take the credit fields of a file or a row apart. Never raises on any text, and deletes nothing.

    Args:
        fields: Fields by our name, as a file's record holds them; others than `FIELDS` are not looked at.
        knowledge: Agencies, map and words to read them with.
        today: A date after it is impossible and becomes an alternative; None judges nothing.

    Returns:
        Every value with the field, the raw words and the rule that it rests on; what no rule read is listed.
    """
    values = list(values_of(fields, *FIELDS))
    credits_ = read_credits(_named(values, *CHAIN_FIELDS), _named(values, TITLE), knowledge)
    countries, of_countries = read_countries(_named(values, *COUNTRY_NAMES), knowledge.gazetteer)
    places, of_places = read_places(_named(values, *PLACE_NAMES), countries, knowledge.gazetteer)
    holders, of_holders = _holders(_named(values, NOTICE))
    dated = [_dated(value) for value in _named(values, *DATES)]
    sure, late = _judged([one for one in dated if one is not None], today)
    references = _references(_named(values, *REFERENCES))
    evidence = (
        *credits_.evidence,
        *of_holders,
        *of_places,
        *of_countries,
        *(value.evidence("dates", f"field/{form}") for value, _, form in sure),
        *(value.evidence("references", "field/reference") for value in references),
    )
    return replace(
        credits_,
        credit_line=_shown(values, "credit_line"),
        source=_shown(values, "source"),
        copyright_holders=holders,
        places=places,
        countries=countries,
        date=next((edtf for value, edtf, _ in sure if value.name == DATES[0]), None),
        dates=tuple(dict.fromkeys(FieldDate(name=value.name, edtf=edtf) for value, edtf, _ in sure)),
        references=tuple(dict.fromkeys(FieldReference(name=v.name, id=v.text) for v in references)),
        alternatives=late,
        evidence=evidence,
        unparsed=tuple(value.unread() for value in values if not _is_read(value, evidence, late)),
    )


def _named(values: Iterable[FieldValue], *names: str) -> list[FieldValue]:
    """The values of some fields."""
    return [value for value in values if value.name in names]


def _shown(values: Iterable[FieldValue], name: str) -> str | None:
    """A credit line or source as the file shows it, without sign of copyright; None where it says nothing."""
    text = next((value.text for value in values if value.name == name), "")
    bare = without_sign(text).strip()
    return None if load_field_words().filler.fullmatch(bare) else bare


def _holders(values: Sequence[FieldValue]) -> tuple[tuple[CopyrightHolder, ...], list[FieldEvidence]]:
    """Whose right the notices say it is, each holder once."""
    holders: dict[str, CopyrightHolder] = {}
    evidence = []
    for value in values:
        notice = read_notice(value.raw)
        if not any(map(str.isalnum, notice.holder)):
            continue
        rule = "field/copyright-sign" if notice.signed else "field/copyright-holder"
        evidence.append(value.evidence("copyright_holders", rule))
        holders.setdefault(fold(notice.holder), CopyrightHolder(name=notice.holder, years=notice.years))
    return tuple(holders.values()), evidence


def _dated(value: FieldValue) -> _Dated | None:
    """A date, or None where the value is none."""
    read = read_date(value.text)
    return None if read.value is None else (value, read.value, read.form)


def _judged(dated: Sequence[_Dated], today: Date | None) -> tuple[list[_Dated], tuple[FieldAlternative, ...]]:
    """The dates that can be, and those after today as alternatives; a release may still be to come."""
    ends = "" if today is None else today.isoformat()
    late = [one for one in dated if ends and one[0].name != "date_released" and one[1][:10] > ends]
    return [one for one in dated if one not in late], tuple(
        FieldAlternative(
            field="dates",
            rule="field/date-after-today",
            value=edtf,
            name=value.name,
            block=value.block,
            path=value.path,
            raw=value.raw,
        )
        for value, edtf, _ in late
    )


def _references(values: Sequence[FieldValue]) -> list[FieldValue]:
    """The values that are a reference: any with a letter or digit that is no filler."""
    filler = load_field_words().filler
    return [value for value in values if value.text and not filler.fullmatch(value.text)]


def _is_read(value: FieldValue, evidence: Iterable[FieldEvidence], late: Iterable[FieldAlternative]) -> bool:
    """Whether any rule read something from a value."""
    place = value.name, value.block, value.path, value.raw
    return any((one.name, one.block, one.path, one.raw) == place for one in (*evidence, *late))

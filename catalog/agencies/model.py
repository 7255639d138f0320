"""What we know of an agency: the frozen records behind one TOML file each."""

import re
from enum import StrEnum
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

Text: TypeAlias = Annotated[str, Meta(min_length=1, pattern=r"^\S")]
"""Words; never empty."""

Slug: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id."""

When: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A year, a month or a day (ISO 8601-2:2019, EDTF level 0)."""

LanguageCode: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]
"""ISO 639-1, or 639-3 where there is none."""

CountryCode: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""

# The leading, certain part of an EDTF date (ISO 8601-2:2019): a year, a month or a day.
_PLAIN_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\dX])")


class AgencyKind(StrEnum):
    """What sort of house an agency is."""

    WIRE = "wire"
    PHOTO_AGENCY = "photo-agency"
    STOCK = "stock"
    DISTRIBUTOR = "distributor"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    NEWS_SITE = "news-site"
    SOCIAL_PLATFORM = "social-platform"
    NEWS_FILM = "news-film"


class AgencyName(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"from_": "from"},
):
    """One spelling under which an agency is credited.

    Attributes:
        text: The spelling, NFC, in its usual case.
        canonical: Whether this is the one usual credit form.
        from_: First year, month or day (EDTF) in use, None where it always was (`from` in TOML).
        until: Last year, month or day (EDTF) in use, None where it still is.
        ambiguous_with: Ids of the agencies that use this spelling too.
        exact_case: Found in running text only as written here or in capitals, as befits a short code.
        common_word: Also an everyday word or another name, to be believed only where a credit stands.
        languages: In captions of these languages it is this house's, whoever shares it, and no everyday word.
    """

    text: Text
    canonical: bool = False
    from_: When | None = None
    until: When | None = None
    ambiguous_with: tuple[Slug, ...] = ()
    exact_case: bool = False
    common_word: bool = False
    languages: tuple[LanguageCode, ...] = ()

    def is_common(self, language: str | None) -> bool:
        """Whether it may be an everyday word in a text of a language (None: of any)."""
        return self.common_word and language not in self.languages

    def in_use(self, on: str | None) -> bool:
        """Whether the name was in use at some time in `on` (EDTF); an unclear date shuts out nothing."""
        plain = _PLAIN_DATE.match(on or "")
        if plain is None:
            return True
        day = plain.group()
        return _not_after(self.from_ or day, day) and _not_after(day, self.until or day)


def _not_after(first: str, second: str) -> bool:
    """Whether `first` may precede or equal `second`, compared as far as both are precise."""
    common = min(len(first), len(second))
    return first[:common] <= second[:common]


class FormExample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An invented credit and what a parser shall read in it.

    Attributes:
        text: The credit line.
        agencies: Short credit forms (`Agency.name`) in credit order.
        creators: People credited, in natural case.
        handout_source: Who handed it out, in the credit's words.
        handout: Whether the credit says so in words.
    """

    text: Text
    agencies: Annotated[tuple[Text, ...], Meta(min_length=1)]
    creators: tuple[Text, ...] = ()
    handout_source: Text | None = None
    handout: bool = False


class CreditForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way in which an agency writes its credit.

    Attributes:
        template: The credit with `$creator`, `$source`, `$agency`, `$partner`, `$place`, `$date`, `$code`.
        own: Whether the form is a positive mark of the agency's own picture.
        examples: Credits that the template fits, with their parse.
        counterexamples: Credits that look like it and are none.
    """

    template: Text
    examples: Annotated[tuple[FormExample, ...], Meta(min_length=1)]
    own: bool = False
    counterexamples: tuple[Text, ...] = ()


class Agency(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A wire, distributor, stock house or outlet.

    Attributes:
        id: Our stable id, also the name of its file.
        name: The short credit form in capitals: EPA-EFE, AP, GETTY IMAGES.
        full_name: What people call it.
        kind: What sort of house it is.
        names: Every spelling, exactly one of them canonical.
        sources: Where the facts can be checked: addresses or named standards.
        checked: When they were last checked (EDTF).
        country: ISO 3166-1 alpha-2 of its seat, None where it has no single one.
        state_controlled: Whether a state owns or directs it, None where we did not establish it.
        can_hand_out: Whether other agencies often relay its pictures as handouts.
        staff_codes: Words in the creator's place that mean its own staff.
        stringer_codes: Words in the creator's place that mean an unnamed stringer.
        credit_forms: How it writes its credits.
        successors: Ids of the agencies that followed it.
    """

    id: Slug
    name: Text
    full_name: Text
    kind: AgencyKind
    names: Annotated[tuple[AgencyName, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Text, ...], Meta(min_length=1)]
    checked: When
    country: CountryCode | None = None
    state_controlled: bool | None = None
    can_hand_out: bool = False
    staff_codes: tuple[Text, ...] = ()
    stringer_codes: tuple[Text, ...] = ()
    credit_forms: tuple[CreditForm, ...] = ()
    successors: tuple[Slug, ...] = ()

    @property
    def canonical(self) -> AgencyName:
        """The usual spelling; `name` is the same in capitals."""
        return next(name for name in self.names if name.canonical)

    @property
    def own_marks(self) -> tuple[str, ...]:
        """The templates that positively mark the agency's own picture."""
        return tuple(form.template for form in self.credit_forms if form.own)

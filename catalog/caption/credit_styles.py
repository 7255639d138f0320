"""The styles in which houses print credits, ours and a catalog's own, each a TOML file.

A style is a list of forms. The first whose `when` holds is printed; what the picture is besides, the form not
saying it, is added in the style's words. So no style can keep a handout to itself, whatever its forms are.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, product
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct

from catalog.caption.credit_facts import HANDOUT, HOUSE, LIKELY, MUST_SAY, UNNAMED
from catalog.errors import CatalogError

NAMES = ("creators", "sources", "makers", "distributors", "agencies")
"""What forms may name; `agencies` is makers and distributors together."""
OPTIONAL = re.compile(r"<([^<>]*)>")
"""A part that is left out where one of its names is missing."""
VARIABLE = re.compile(r"\$([a-z]+)")
_DATA = Path(__file__).parent / "data" / "credit_styles"
_FACTS = frozenset({*NAMES, *MUST_SAY, HOUSE})
_WRAPS = {
    "wrap": {"line"},
    "labelled": {"line", "labels"},
    "picture": {"line", "label"},
    "asked": {"line", "who"},
}


class CreditForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form of a credit.

    Attributes:
        text: What is printed, with `$creators`, `$sources`, `$makers`, `$distributors` and `$agencies`.
        when: What must hold: names that are known, and of `MUST_SAY` what the form says by itself.
    """

    text: str
    when: tuple[str, ...] = ()


class StyleExample(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invented caption and the line that the style makes of it."""

    caption: str
    line: str


class CreditStyle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one house prints credits.

    Attributes:
        id: Its name, also that of its file.
        title: What people call it.
        sources: Where its rules can be checked.
        words: Of `MUST_SAY`, what each is called.
        forms: In the order in which they are tried; the last holds always.
        house: Id of the agency whose own pictures it marks; None where it marks none.
        wrap: What stands around the whole, with `$line`.
        labelled: How `$labels` are added to a `$line`.
        asked: How the credit that a notice asks for (`$who`) is added to a `$line` that lacks it.
        label_joint: Between labels.
        picture: A combo's picture, with `$line` and `$label`.
        picture_joint: Between the pictures of a combo.
        joint: Between people, and between sources.
        last_joint: Before the last of several.
        agency_joint: Between agencies.
        examples: Captions and what is made of them, which prove the style.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    words: dict[str, str]
    forms: tuple[CreditForm, ...]
    house: str | None = None
    wrap: str = "$line"
    labelled: str = "$line ($labels)"
    asked: str = "$line; mandatory credit: $who"
    label_joint: str = ", "
    picture: str = "$line, $label"
    picture_joint: str = "; "
    joint: str = ", "
    last_joint: str = " and "
    agency_joint: str = "/"
    examples: tuple[StyleExample, ...] = ()

    def form_for(self, holds: frozenset[str]) -> CreditForm:
        """The first form whose conditions hold; the last one's always do."""
        return next(form for form in self.forms if holds.issuperset(form.when))


def load_credit_styles(overlay: Path | None = None) -> Mapping[str, CreditStyle]:
    """All styles by id, a catalog's own laid over ours.

    Args:
        overlay: A folder of TOML files of the same shape; one whose id we have replaces ours. A folder that
            does not exist adds nothing.

    Raises:
        CatalogError: A file cannot be read, has another shape, or is a style that would lose a name.
    """
    own = _read(overlay) if overlay is not None and overlay.is_dir() else {}
    return MappingProxyType({**_shipped(), **own})


def credit_style(id_: str, overlay: Path | None = None) -> CreditStyle:
    """One style.

    Raises:
        CatalogError: There is none of that name, or a file of the overlay cannot be used.
    """
    styles = load_credit_styles(overlay)
    if id_ not in styles:
        where = f"credit style {id_!r}"
        raise CatalogError(where, f"there is none; known: {', '.join(sorted(styles))}")
    return styles[id_]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, CreditStyle]:
    """Our own styles, read once."""
    return MappingProxyType(_read(_DATA))


def _read(folder: Path) -> dict[str, CreditStyle]:
    """The styles of a folder's files."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            style = msgspec.convert(tomllib.loads(path.read_text("utf-8")), CreditStyle)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise CatalogError(str(path), str(error)) from error
        for reason in faults(style, path.stem):
            raise CatalogError(str(path), reason)
        found[style.id] = style
    return found


def faults(style: CreditStyle, stem: str) -> Iterator[str]:
    """What would make a style's lines wrong, one sentence each.

    Args:
        style: The style.
        stem: The name of its file.
    """
    if style.id != stem:
        yield f"id is {style.id!r}, but the file is called {stem}.toml"
    for code in MUST_SAY:
        if not style.words.get(code, "").strip():
            yield f"words: there is none for {code!r}"
    for key, wanted in _WRAPS.items():
        if set(VARIABLE.findall(getattr(style, key))) != wanted:
            yield f"{key}: must hold {' and '.join(f'${name}' for name in sorted(wanted))}"
    if not style.forms or style.forms[-1].when:
        yield "forms: the last must hold always, so its `when` is empty"
    elif wrong := [fault for form in style.forms for fault in _faults_of_form(form)]:
        yield from wrong
    else:
        yield from _lost(style)


def _faults_of_form(form: CreditForm) -> Iterator[str]:
    """What is wrong with one form by itself."""
    where = f"forms: {form.text!r}"
    for name in set(form.when) - _FACTS:
        yield f"{where}: `when` knows no {name!r}"
    bare = OPTIONAL.sub("", form.text)
    if "<" in bare or ">" in bare:
        yield f"{where}: a bracket < > is open, or stands within another"
    for name in set(VARIABLE.findall(form.text)) - set(NAMES):
        yield f"{where}: there is no variable ${name}"
    if {HANDOUT, LIKELY} & set(form.when) and not any(map(str.isalpha, VARIABLE.sub("", bare))):
        yield f"{where}: says handout, but has no words of its own for it"


def _lost(style: CreditStyle) -> Iterator[str]:
    """The first name that the style would lose, tried with every combination of what may be known."""
    for known in _situations():
        form = style.form_for(known)
        said = set(VARIABLE.findall(form.text))
        said |= {"makers", "distributors"} if "agencies" in said else {"agencies"}
        said |= {"makers"} if HOUSE in form.when else set()
        if lost := sorted((known & set(NAMES)) - said):
            yield f"forms: {form.text!r} is printed where {', '.join(sorted(known))} hold, without ${lost[0]}"
            return


def _situations() -> Iterator[frozenset[str]]:
    """Every combination of names and flags that forms may ask for; who is named as source handed out."""
    handed = [(), ("sources", HANDOUT), ("sources", LIKELY), (HANDOUT, UNNAMED), (LIKELY, UNNAMED)]
    made, passed = ("agencies", "makers"), ("agencies", "distributors")
    own = (*made, "creators", HOUSE)
    agencies = [(), made, passed, (*made, *passed), own, (*own, *passed)]
    for parts in product(handed, agencies, [(), ("creators",)], [(), ("pool",)]):
        yield frozenset(chain.from_iterable(parts))

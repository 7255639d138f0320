"""The line to publish under a picture, in a house's own style, from what its caption says.

A line is honest before it is short: what the words say or let suspect of a handout, a pool, a file picture,
a frame from video, a picture by satellite or program is said in every style; a handout that the words only
let suspect is never made a certainty, and where nobody is named the line says so.
"""

import re
from dataclasses import dataclass, replace

from catalog.agencies import Agencies
from catalog.caption.credit_facts import (
    HANDOUT,
    HOUSE,
    LIKELY,
    MUST_SAY,
    UNNAMED,
    CreditFacts,
    Names,
    facts_of,
)
from catalog.caption.credit_styles import NAMES, OPTIONAL, VARIABLE, CreditStyle
from catalog.records import ParsedCaption
from catalog.text import fold

_PEOPLE = frozenset({"creators", "sources"})
_WORD = re.compile(r"\w+")
# Words of a mandatory credit that name nobody.
_NAMELESS = frozenset({"photo", "photos", "foto", "the", "via", "by", "ho", "handout", "and"})


@dataclass(frozen=True, slots=True)
class _Written:
    """A line so far, and what of `MUST_SAY` it says."""

    text: str
    said: frozenset[str]


def format_credit(parsed: ParsedCaption, style: CreditStyle, *, agencies: Agencies | None = None) -> str:
    """The line to publish for a caption. Never raises on any parsed caption.

    Args:
        parsed: The caption, taken apart.
        style: The house's style.
        agencies: Whose usual spellings are written; None for those that come with the program.

    Returns:
        One line, never empty.
    """
    return write_credit(facts_of(parsed, agencies), style)


def write_credit(facts: CreditFacts, style: CreditStyle) -> str:
    """The line of what is known of a picture; one line, never empty."""
    written = _of_combo(facts, style) if facts.pictures else _of_picture(facts, style)
    text = _with_labels(written.text, facts.flags - written.said, style)
    asked = [who for who in facts.mandatory if not _is_named(who, text)]
    if asked:
        text = _filled(style.asked, {"line": text, "who": _listed(tuple(asked), style)})
    return _filled(style.wrap, {"line": text})


def _of_picture(facts: CreditFacts, style: CreditStyle) -> _Written:
    """One picture's credit in the first form that fits; one that stands already is left as it is."""
    if facts.ready is not None:
        ready = fold(facts.ready)
        said = {UNNAMED, *(f for f in facts.flags if fold(style.words[f]) in ready)}
        return _Written(facts.ready, facts.flags & said)
    names: dict[str, Names] = {name: getattr(facts, name) for name in NAMES}
    holds = {name for name, known in names.items() if known} | facts.flags
    if facts.own is not None and facts.own == style.house and len(facts.makers) == 1:
        holds.add(HOUSE)
    form = style.form_for(frozenset(holds))
    values = {
        name: _listed(known, style) if name in _PEOPLE else style.agency_joint.join(known)
        for name, known in names.items()
    }

    def kept(part: re.Match[str]) -> str:
        return part[1] if all(values[name] for name in VARIABLE.findall(part[1])) else ""

    return _Written(_filled(OPTIONAL.sub(kept, form.text), values), facts.flags & set(form.when))


def _of_combo(facts: CreditFacts, style: CreditStyle) -> _Written:
    """Each picture's credit under its label, those with the same credit together; then who is left."""
    labels: dict[str, list[str]] = {}
    said: frozenset[str] = frozenset()
    left = facts.less(facts.pictures)
    left = replace(left, flags=facts.flags & {HANDOUT, LIKELY} if left.sources else frozenset())
    for picture in facts.pictures:
        if picture.is_nameless and not left.is_nameless:
            continue  # it may be one of those who are named without a picture
        labels.setdefault(_of_one(picture, style), []).append(picture.label)
        said |= picture.flags
    texts = [
        _filled(style.picture, {"line": text, "label": label})
        if (label := _listed(tuple(filter(None, named)), style)) and (len(labels) > 1 or not left.is_nameless)
        else text
        for text, named in labels.items()
    ]
    if not left.is_nameless:
        texts.append(_of_one(left, style))
    return _Written(style.picture_joint.join(texts), said | left.flags)


def _of_one(facts: CreditFacts, style: CreditStyle) -> str:
    """A picture of a combo: its credit and all that holds of it alone."""
    written = _of_picture(facts, style)
    return _with_labels(written.text, facts.flags - written.said, style)


def _with_labels(text: str, flags: frozenset[str], style: CreditStyle) -> str:
    labels = [style.words[code] for code in MUST_SAY if code in flags]
    return (
        _filled(style.labelled, {"line": text, "labels": style.label_joint.join(labels)}) if labels else text
    )


def _listed(names: Names, style: CreditStyle) -> str:
    """Names as people list them: "Ada Rowe, Ben Lund and Cy Moor"."""
    *before, last = names or ("",)
    return f"{style.joint.join(before)}{style.last_joint}{last}" if before else last


def _is_named(who: str, text: str) -> bool:
    """Whether a line names everybody whom a mandatory credit names."""
    wanted = set(_WORD.findall(fold(who))) - _NAMELESS
    return wanted <= set(_WORD.findall(fold(text)))


def _filled(template: str, values: dict[str, str]) -> str:
    """A template with its values, which may hold any signs themselves."""
    return VARIABLE.sub(lambda variable: values[variable[1]], template)

"""Why a caption was read as it was: a reason for each value, and for what was weighed and not taken."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from catalog.caption.explanation_aside import refused_reasons, unseen_reasons
from catalog.caption.knowledge import DEFAULT, Knowledge
from catalog.caption.rule_meanings import meaning_of
from catalog.records import Evidence, Explanation, Notice, ParsedCaption, Part, Reason, Span
from catalog.text import fold
from catalog.vocabulary.codes import Kind, Term
from catalog.vocabulary.labels import describe, label

_UNMARKED = frozenset({"parts"})
"""Fields whose words are whole stretches of the caption: a mark on them would hide all others."""


def explain(parsed: ParsedCaption, *, knowledge: Knowledge = DEFAULT) -> Explanation:
    """Why a caption was read as it was. Never raises on any parsed caption.

    Args:
        parsed: The caption, taken apart.
        knowledge: What it was read with; agencies that only the prose names are looked up in it.
    """
    read = list(_read(parsed))
    refused = [*refused_reasons(parsed), *unseen_reasons(parsed, knowledge)]
    refused.sort(key=lambda reason: reason.span or (0, 0))
    spans = {r.span for r in (*read, *refused) if r.span is not None and r.field not in _UNMARKED}
    marks = {span: number for number, span in enumerate(sorted(spans, key=lambda s: (s[0], -s[1])), 1)}

    def told(reason: Reason) -> Reason:
        start, end = reason.span or (0, 0)
        mark = marks[reason.span] if reason.span and reason.field not in _UNMARKED else None
        meaning = reason.meaning or meaning_of(reason.rule)
        return replace(reason, mark=mark, meaning=meaning, words=parsed.caption[start:end])

    return Explanation(caption=parsed.caption, read=tuple(map(told, read)), refused=tuple(map(told, refused)))


def _read(parsed: ParsedCaption) -> Iterator[Reason]:
    """A reason for each value, what was handed out first, and the pictures of a combo last."""
    yield from _handout(parsed)
    named = (
        ("handout_sources", [(s.name, s.span) for s in parsed.handout_sources]),
        ("agencies", [(f"{a.name} ({label(a.role).lower()})", a.span) for a in parsed.agencies]),
        ("creators", [(c.name, c.span) for c in parsed.creators]),
        ("places", [(p.name, p.span) for p in parsed.places]),
    )
    for field, values in named:
        for value, span in values:
            yield _value(parsed, field, value, _seen(parsed, field, span), span)
    for kind, seen in _kinds(parsed):
        yield _value(parsed, "kinds", label(kind), seen)
    if parsed.country:
        yield Reason(
            field="country",
            value=parsed.country,
            certainty=parsed.certainty.get("country"),
            rule="country/place",
        )
    if parsed.date:
        yield _value(parsed, "date", parsed.date, next(_of(parsed.evidence, "date"), None))
    for condition in parsed.conditions:
        text = describe(condition.condition)
        rule = f"condition/{condition.condition}"
        yield Reason(
            field="conditions", value=text.label, rule=rule, meaning=text.meaning, span=condition.span
        )
    for part in parsed.parts:
        yield _part(parsed, part)


def _value(
    parsed: ParsedCaption, field: str, value: str, seen: Evidence | None, span: Span | None = None
) -> Reason:
    """A value with the evidence that names its rule, where the record has any."""
    return Reason(
        field=field,
        value=value,
        certainty=parsed.certainty.get(field),
        rule=seen.rule if seen else "",
        span=seen.span if seen else span,
    )


def _of(evidence: Iterable[Evidence], field: str) -> Iterator[Evidence]:
    return (entry for entry in evidence if entry.field == field)


def _seen(parsed: ParsedCaption, field: str, span: Span) -> Evidence | None:
    """The evidence of a field that rests on these very words."""
    return next((entry for entry in _of(parsed.evidence, field) if entry.span == span), None)


def _handout(parsed: ParsedCaption) -> Iterator[Reason]:
    """Every word that says handout, whose picture it is, and by which road it came."""
    if parsed.handout:
        said: list[Evidence | None] = [*_of(parsed.evidence, "handout")]
        for entry in said or _silent(parsed):
            yield _value(parsed, "handout", "yes", entry)
    for field, code in (("origin", parsed.origin), ("how", parsed.how)):
        if code is not None:
            text = describe(code)
            yield Reason(field=field, value=text.label, rule=f"{field}/{code}", meaning=text.meaning)


def _silent(parsed: ParsedCaption) -> list[Evidence | None]:
    """Why it is a handout though no word of credit or prose says so: by a notice, or by who stands there."""
    found = [("handout/notice", n.span) for n in parsed.notices if _says_handout(n)]
    found += [("handout/source-in-credit", source.span) for source in parsed.handout_sources]
    return [Evidence(field="handout", rule=rule, span=span) for rule, span in found[:1]] or [None]


def _says_handout(notice: Notice) -> bool:
    return any(t.term is Term.THIRD_PARTY for t in notice.terms) or "handout" in fold(notice.text)


def _kinds(parsed: ParsedCaption) -> Iterator[tuple[Kind, Evidence | None]]:
    """Kinds, with their evidence, which stands in their order; that of a handout is what says handout."""
    kinds = [kind for kind in parsed.kinds if kind is not Kind.HANDOUT]
    seen: list[Evidence | None] = [*_of(parsed.evidence, "kinds")]
    return zip(kinds, seen if len(seen) == len(kinds) else [None] * len(kinds), strict=True)


def _part(parsed: ParsedCaption, part: Part) -> Reason:
    """One picture of a combo, by the words that showed that there are several."""
    names = [*(c.name for c in part.creators), *(a.name for a in part.agencies)]
    sources = [f"from {source.name}" for source in part.handout_sources]
    told = ", ".join(filter(None, [part.place, part.date, *names, *sources]))
    seen = next((seen for kind, seen in _kinds(parsed) if kind is Kind.COMBO), None)
    value = ": ".join(filter(None, [part.label, told]))
    return Reason(field="parts", value=value, rule=seen.rule if seen else "", span=part.span)

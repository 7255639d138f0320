"""Handout sources as records: the credit's form first, the prose's forms beside it, class and country."""

import re
from collections.abc import Sequence

from catalog.caption.clean import Cleaned
from catalog.caption.credit import Credit
from catalog.caption.knowledge import Knowledge
from catalog.caption.names import class_of, is_person, natural_case, without_article
from catalog.caption.statements import Statement
from catalog.places import Gazetteer
from catalog.records import Form, HandoutSource
from catalog.text import fold
from catalog.vocabulary.codes import SourceClass

_MOST_WORDS = 3


def handout_sources(
    cleaned: Cleaned, credit: Credit, statements: Sequence[Statement], knowledge: Knowledge
) -> tuple[HandoutSource, ...]:
    """Who handed the picture out: as the credit names them, else as the prose does."""
    text = cleaned.text
    spans = [(start, end) for start, end, _ in credit.sources]
    unnamed = knowledge.words.patterns["source-no-name"]
    said = [s for s in statements if s.name and not unnamed.fullmatch(fold(text[slice(*s.name)]))]
    if not spans:
        spans = [s.name for s in said[:1] if s.name]
    sources = []
    for number, (start, end) in enumerate(spans):
        forms = _forms(cleaned, (start, end), said) if number == 0 else ()
        sources.append(_source(cleaned, (start, end), forms, knowledge))
    return tuple(sources)


def _forms(cleaned: Cleaned, span: tuple[int, int], said: Sequence[Statement]) -> tuple[Form, ...]:
    """The same party's other names: long form and acronym apart."""
    text = cleaned.text
    found: list[tuple[int, int]] = []
    for statement in said:
        if statement.name is None or (statement.name[0] < span[1] and span[0] < statement.name[1]):
            continue
        start, end = statement.name
        if statement.acronym is not None:
            end = start + len(text[start : statement.acronym[0]].rstrip(" ("))
            found.append(statement.acronym)
        found.append((start, end))
    own = without_article(text[span[0] : span[1]])
    once: dict[str, Form] = {}
    for start, end in sorted(found):
        form = Form(text=text[start:end], span=cleaned.span(start, end))
        key = without_article(form.text)
        if key != own or not once:
            once.setdefault(key, form)
    return tuple(once.values())


def _source(
    cleaned: Cleaned, span: tuple[int, int], forms: tuple[Form, ...], knowledge: Knowledge
) -> HandoutSource:
    name = natural_case(cleaned.text[span[0] : span[1]], cleaned.text, knowledge.words, whole=True)
    class_, country = what_party([name, *(f.text for f in forms)], knowledge)
    return HandoutSource(name=name, span=cleaned.span(*span), forms=forms, class_=class_, country=country)


def what_party(names: Sequence[str], knowledge: Knowledge) -> tuple[SourceClass, str | None]:
    """The class of a party and its country, from the forms of its name, the one to show first."""
    classes = [c for c in (class_of(fold(name), knowledge.words) for name in names) if c]
    class_ = classes[0] if classes else SourceClass.UNKNOWN
    if not classes and is_person(names[0], knowledge.words):
        class_ = SourceClass.PERSON
    countries = [c for c in (country_in(name, knowledge.gazetteer) for name in names) if c]
    return class_, countries[0] if countries and class_ is not SourceClass.PERSON else None


def country_in(name: str, gazetteer: Gazetteer) -> str | None:
    """The country whose name or people an institution's name holds: "Armenian Foreign Ministry" is AM."""
    words = re.findall(r"[^\W\d_][\w.'’]*", name)
    for length in range(_MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            text = re.sub(r"['’]s?$", "", " ".join(words[start : start + length]))
            if text[:1].islower() or text.casefold() in {"of", "the", "and", "in"}:
                continue
            code = gazetteer.nationality(text) or gazetteer.country(text)
            if code and (len(text) > 2 or text in {"US", "UK"}):  # noqa: PLR2004 (two letters are seldom a country in a name)
                return code
    return None

"""What an editor must know before using a picture: how it was made, and the terms that its words set."""

from catalog.records import NoticeTerm, ParsedCaption
from catalog.vocabulary.codes import Term
from catalog.vocabulary.labels import label
from web.dates import say_date, say_instant
from web.words import country_name, say


def conditions_of(caption: ParsedCaption | None) -> tuple[str, ...]:
    """How the picture came about, each condition once, in the caption's order."""
    said = caption.conditions if caption else ()
    return tuple(dict.fromkeys(say("condition", one.condition) for one in said))


def _term(term: NoticeTerm) -> str:
    limits = (
        f"{term.days} days" if term.days is not None else "",
        f"until {_say_end(term.until)}" if term.until else "",
        country_name(term.who),
        term.what or "",
    )
    more = ", ".join(filter(None, limits))
    return f"{label(term.term)}: {more}" if more else label(term.term)


def _say_end(until: str) -> str:
    """A day, an instant in UTC, or the caption's own words where they leave it open."""
    return say_instant(until) if "T" in until else say_date(until)


def terms_of_use(caption: ParsedCaption | None) -> tuple[str, ...]:
    """The terms that the caption's notices set, with their days, ends, countries and subjects, each once."""
    notices = caption.notices if caption else ()
    terms = (term for notice in notices for term in notice.terms if term.term is not Term.OTHER)
    return tuple(dict.fromkeys(_term(term) for term in terms))

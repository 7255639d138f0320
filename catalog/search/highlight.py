"""Where the words of a query stand in a text, for marking them."""

from collections.abc import Iterable, Iterator

from catalog.search.match import asks_whole_value
from catalog.search.query import FieldTerm, Phrase, Query, Word, leaves
from catalog.search.tokens import Pattern, Token, pattern, tokenise


def find_matches(query: Query, text: str, *, field: str = "caption") -> list[tuple[int, int]]:
    """The `[start, end)` stretches of `text`, in code points, that words and phrases of the query find.

    Args:
        query: The question; what stands under a negation is not marked.
        text: A text in any spelling.
        field: Which field's text it is: that field's terms are marked as well.

    Returns:
        Stretches in order, none touching another.
    """
    tokens = tokenise(text)
    found = [span for wanted in _patterns(query, field) for span in _find(tokens, wanted)]
    return _merge(sorted(found))


def _patterns(query: Query, field: str) -> Iterator[Pattern]:
    """What the query's own words ask for."""
    for leaf in leaves(query, positive=True):
        if isinstance(leaf, Word | Phrase):
            yield pattern(leaf.text)
        elif isinstance(leaf, FieldTerm) and leaf.field == field and not asks_whole_value(leaf):
            yield pattern(leaf.value)


def _find(tokens: list[Token], wanted: Pattern) -> Iterator[tuple[int, int]]:
    """Every place where a pattern stands."""
    length = len(wanted.readings[0])
    for index in range(len(tokens) - length + 1):
        here = tokens[index : index + length]
        readings = ([token.text for token in here], [token.latin for token in here])
        if any(
            _same(reading, words, prefix=wanted.prefix) for reading in readings for words in wanted.readings
        ):
            yield here[0].start, here[-1].first_end if wanted.prefix else here[-1].end


def _same(found: list[str], wanted: tuple[str, ...], *, prefix: bool) -> bool:
    """Whether tokens are the wanted ones, the last one perhaps only begun."""
    if not prefix:
        return tuple(found) == wanted
    return tuple(found[:-1]) == wanted[:-1] and found[-1].startswith(wanted[-1])


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching stretches as one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

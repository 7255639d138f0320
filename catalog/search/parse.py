"""Read a query: words, phrases, fields, OR, negation, parentheses."""

import re
from functools import lru_cache
from importlib import resources

from lark import Lark, Token, Tree, UnexpectedToken

from catalog.search.errors import QueryError
from catalog.search.fields import Field
from catalog.search.query import All, Not, Phrase, Query, Word, all_of, any_of, leaves
from catalog.search.terms import find_field, make_term
from catalog.search.tokens import has_tokens

MOST_TERMS = 200
"""More terms than a person types; beyond it a query is refused before it costs anything."""
MOST_DEPTH = 40
"""How deep parentheses may stand in each other, well below what recursion can take."""
LONGEST = 10_000
"""Code points of a query."""

_QUOTES = '"“”„'
_STRING = re.compile(rf"[{_QUOTES}](?:\\.|[^{_QUOTES}\\])*[{_QUOTES}]", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OPERATORS = {"_OR": "OR", "_AND": "AND", "_NOT": "NOT", "_MINUS": "-"}


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    """The parser; made on first use because building its tables takes some milliseconds."""
    text = resources.files("catalog.search").joinpath("data", "query.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", propagate_positions=True)


def parse_query(text: str) -> Query:
    """Read a query of the language in `data/query.lark` and `data/fields.toml`.

    An empty text asks for every photo; nothing else does by mistake.

    Raises:
        QueryError: With the position of the fault and, where there is one, a proposal.
    """
    if len(text) > LONGEST:
        msg = f"a query has at most {LONGEST:,} characters"
        raise QueryError(msg, position=LONGEST)
    _check_pairs(text)
    try:
        tree = _grammar().parse(text)
    except UnexpectedToken as error:
        raise _explain(error) from error
    query = _read(tree.children[0]) if tree.children else All()
    if isinstance(query, All) and text.strip():
        msg = "there is no letter or digit to search for"
        raise QueryError(msg, position=len(text) - len(text.lstrip()))
    for number, leaf in enumerate(leaves(query)):
        if number == MOST_TERMS:
            msg = f"a query has at most {MOST_TERMS} terms"
            raise QueryError(msg, position=leaf.at)
    return query


def _check_pairs(text: str) -> None:
    """Refuse quotes and parentheses that stand alone, and parentheses too deep."""
    opened: list[int] = []
    index = 0
    while index < len(text):
        if text[index] in _QUOTES:
            string = _STRING.match(text, index)
            if not string:
                msg = "a quotation mark has no partner"
                raise QueryError(msg, position=index)
            index = string.end()
            continue
        if text[index] == "(":
            opened.append(index)
            if len(opened) > MOST_DEPTH:
                msg = f"parentheses stand at most {MOST_DEPTH} deep"
                raise QueryError(msg, position=index)
        elif text[index] == ")":
            if not opened:
                msg = "this parenthesis was never opened"
                raise QueryError(msg, position=index)
            opened.pop()
        index += 1
    if opened:
        msg = "this parenthesis is never closed"
        raise QueryError(msg, position=opened[-1])


def _explain(error: UnexpectedToken) -> QueryError:
    """What the parser stumbled over, for a person; quotes and parentheses are known to be paired."""
    last = error.interactive_parser.parser_state.value_stack[-1:]
    before = last[0] if last and isinstance(last[0], Token) else None
    if before is not None and before.type in _OPERATORS:
        return QueryError(f"{_OPERATORS[before.type]} has nothing after it", position=_place(before))
    if error.token.type in _OPERATORS:
        name = _OPERATORS[error.token.type]
        reason = f'{name} has nothing before it; write "{name}" to search for the word'
        return QueryError(reason, position=_place(error.token), proposal=f'"{name}"')
    place = _place(before) if before is not None else 0
    return QueryError("there is nothing between the parentheses", position=place)


def _read(node: Tree[Token] | Token) -> Query:
    """The query of a node of the free part of the tree; `All` for words without letters or digits."""
    if isinstance(node, Token):
        return _read_words(node)
    parts = node.children
    at = _place(node)
    if node.data == "any":
        return (
            any_of([_needed(_read(part), part) for part in parts], at) if len(parts) > 1 else _read(parts[0])
        )
    if node.data == "every":
        return all_of(map(_read, parts), at)
    if node.data == "not":
        return Not(_needed(_read(parts[0]), parts[0]), at=at)
    if node.data == "field":
        return _read_field(*parts)
    return _read(parts[0])


def _place(node: Tree[Token] | Token) -> int:
    """Where a node begins."""
    return (node.start_pos or 0) if isinstance(node, Token) else node.meta.start_pos


def _needed(query: Query, node: Tree[Token] | Token) -> Query:
    """The query, which must ask for something: OR and NOT need it."""
    if isinstance(query, All):
        msg = "there is no letter or digit to search for"
        raise QueryError(msg, position=_place(node))
    return query


def _read_words(token: Token) -> Query:
    """A word or phrase; a lone dash or ampersand between words asks for nothing."""
    at = _place(token)
    if token.type == "EMPTY":
        field = find_field(token.rstrip("=").rstrip(":"), at)
        msg = f"{field.name}: has no value; an example is {field.example}"
        raise QueryError(msg, position=at)
    if token.type == "STRING":
        phrase = _unquote(token)
        if not has_tokens(phrase):
            msg = "there is no letter or digit between the quotation marks"
            raise QueryError(msg, position=at)
        return Phrase(phrase, at=at)
    return Word(str(token), at=at) if has_tokens(token) else All(at=at)


def _unquote(token: str) -> str:
    """The text between quotation marks; a backslash keeps the character after it."""
    return _ESCAPE.sub(r"\1", token[1:-1])


def _read_field(name: Tree[Token] | Token, value: Tree[Token] | Token) -> Query:
    """A field with its value, or with a group of values."""
    at = _place(name)
    field = find_field(str(name).rstrip("=").rstrip(":"), at)
    return _read_value(field, value, exact=str(name).endswith("="))


def _read_value(field: Field, node: Tree[Token] | Token, *, exact: bool) -> Query:
    """The query of a value, or of a group of values, in a field."""
    if isinstance(node, Token):
        value = _unquote(node) if node.type == "STRING" else str(node)
        return make_term(field, value, exact=exact, at=_place(node))
    parts = [_read_value(field, part, exact=exact) for part in node.children]
    if node.data == "any_value":
        return any_of(parts, _place(node))
    if node.data == "every_value":
        return all_of(parts, _place(node))
    return Not(parts[0], at=_place(node)) if node.data == "not_value" else parts[0]

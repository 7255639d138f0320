"""The literals that a pattern cannot match without, read from the pattern itself.

A text that holds none of a pattern's literals cannot hold a match of it (the idea is R. Cox's, "Regular
Expression Matching with a Trigram Index", 2012). What the reader does not understand it takes for "anything":
then a literal is missed and the pattern runs once too often, never once too seldom.
"""

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import product
from typing import Any, NamedTuple

_MOST_EXACT = 24  # texts that a piece may stand for, before its best literals are kept instead
_MOST_LITERALS = 400  # alternatives of a pattern; more say too little to be worth looking for
_MOST_SIGNS = 8  # code points of a set that are tried one by one
_SHORTEST = 2  # a single letter stands in every text
# `re` takes these for an i although `str.casefold` does not (`re._casefix`, simple lower case of U+0130).
_LETTERS_I = str.maketrans({"\u0130": "i", "\u0131": "i"})

# The parser behind `re.compile`; it has no public name.
_parser: Any = import_module("re._parser")


class _Piece(NamedTuple):
    """What a part of a pattern matches.

    Attributes:
        exact: Every text that it can match, folded; None where there are too many.
        needed: Literals of which any match holds one; None where nothing is known.
    """

    exact: frozenset[str] | None
    needed: frozenset[str] | None


_EMPTY = _Piece(frozenset({""}), None)
_ANYTHING = _Piece(None, None)


def fold_case(text: str) -> str:
    """Letters in the one case in which texts and literals are compared.

    Two code points that `re.IGNORECASE` takes for one are one here too; a code point is folded alone, so that
    the folded text holds the folded literal wherever the text holds the literal.
    """
    return text.translate(_LETTERS_I).casefold()


def required_literals(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Folded literals of which every match of the pattern holds at least one.

    Args:
        pattern: Any compiled pattern.

    Returns:
        The literals, see `fold_case`; None where the pattern may match without any.
    """
    return _needed(_sequence(_parser.parse(pattern.pattern, pattern.flags)))


def _sequence(nodes: Iterable[tuple[Any, Any]]) -> _Piece:
    """Pieces one after another: texts multiply while they are few, else the best literals are kept."""
    texts: frozenset[str] | None = frozenset({""})
    whole = True
    kept: list[frozenset[str]] = []
    for node in nodes:
        piece = _node(*node)
        if texts is not None and piece.exact is not None:
            joined = frozenset(a + b for a, b in product(texts, piece.exact))
            if len(joined) <= _MOST_EXACT:
                texts = joined
                continue
        whole = False
        kept += [found for found in (_needed(_Piece(texts, None)), piece.needed) if found]
        texts = piece.exact if piece.exact is not None else frozenset({""})
    if whole:
        return _Piece(texts, None)
    kept += [found for found in (_needed(_Piece(texts, None)),) if found]
    return _Piece(None, max(kept, key=_worth, default=None))


def _node(name: Any, value: Any) -> _Piece:  # noqa: ANN401 (the parser's nodes have no types)
    """One node of the parser's tree."""
    kind = str(name)
    if kind == "LITERAL":
        return _Piece(frozenset({fold_case(chr(value))}), None)
    if kind == "IN":
        return _set(value)
    if kind in {"AT", "ASSERT", "ASSERT_NOT"}:
        return _EMPTY
    if kind == "SUBPATTERN":
        return _sequence(value[-1])
    if kind == "ATOMIC_GROUP":
        return _sequence(value)
    if kind == "BRANCH":
        return _choice([_sequence(branch) for branch in value[1]])
    if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _repeat(*value)
    return _ANYTHING


def _set(members: Sequence[tuple[Any, Any]]) -> _Piece:
    """A set of code points, where it names each of them."""
    letters = {fold_case(chr(value)) for name, value in members if str(name) == "LITERAL"}
    plain = all(str(name) == "LITERAL" for name, _ in members)
    return _Piece(frozenset(letters), None) if plain and len(members) <= _MOST_SIGNS else _ANYTHING


def _choice(pieces: list[_Piece]) -> _Piece:
    """One piece or another."""
    exact = [piece.exact for piece in pieces if piece.exact is not None]
    if len(exact) == len(pieces) and len(texts := frozenset().union(*exact)) <= _MOST_EXACT:
        return _Piece(texts, None)
    needed = [literals for piece in pieces if (literals := _needed(piece)) is not None]
    union = frozenset().union(*needed)
    return _Piece(None, union if len(needed) == len(pieces) and len(union) <= _MOST_LITERALS else None)


def _repeat(least: int, most: int, nodes: Iterable[tuple[Any, Any]]) -> _Piece:
    """A piece some number of times."""
    piece = _sequence(nodes)
    if most == 1 and piece.exact is not None:
        return piece if least else _Piece(piece.exact | {""}, None)
    return _Piece(None, _needed(piece)) if least else _ANYTHING


def _needed(piece: _Piece) -> frozenset[str] | None:
    """The literals of a piece, None where one of its texts is too short to be looked for."""
    if piece.exact is None:
        return piece.needed
    return piece.exact if piece.exact and min(map(len, piece.exact)) >= _SHORTEST else None


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    """How much a choice of literals tells: long ones first, then few."""
    return min(map(len, literals)), -len(literals)

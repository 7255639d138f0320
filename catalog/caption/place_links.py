"""Which names of a prose are of one place: nothing between them but signs and linking words."""

import re
from collections.abc import Sequence

from catalog.caption.place_grammar import Grammar
from catalog.caption.place_names import Name
from catalog.caption.words import HOLE
from catalog.text import fold

_SENTENCE_END = re.compile(r"[.։।]\s")


def link_names(prose: str, names: Sequence[Name], grammar: Grammar) -> list[list[Name]]:
    """Names of one place together: nothing between them but signs and linking words."""
    groups: list[list[Name]] = []
    for name in names:
        if groups and _is_link(prose[groups[-1][-1].end : name.start], grammar):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _is_link(between: str, grammar: Grammar) -> bool:
    bare = fold(between).strip(" ,،、.()'’-–—\n")
    if HOLE in between or _SENTENCE_END.search(between):
        return False
    return (
        not bare
        or all(
            word in grammar.links
            or grammar.towns.fullmatch(word)
            or grammar.dropped.fullmatch(word)
            or word in grammar.glued
            for word in bare.split()
        )
        or bare in grammar.links
    )

"""The literals that a pattern cannot match without, and the filter made of them."""

import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.caption.prefilter import Prefilter
from catalog.caption.required import fold_case, required_literals
from catalog.caption.words import load_words

DATA = Path(__file__).parents[2] / "catalog" / "caption" / "data"
WORDS = load_words()


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("NO SALES", {"no sales"}),
        ("HAND-?OUT", {"handout", "hand-out"}),
        (r"no\s+sales", {"sales"}),
        ("(?:photo|image) kill", {"photo kill", "image kill"}),
        (r"(?:photo|\w+) kill", {" kill"}),
        ("kill(?:ed)?", {"kill", "killed"}),
        ("(?:kill[ ,]+)+now", {"kill"}),
        ("(?=sales)out", {"out"}),
        ("(?<!no )sales", {"sales"}),
        ("(?i:Kill) (?P<who>[A-Z]+)", {"kill "}),
        ("ab{0}c?", None),
        ("(?:kill)?", None),
        ("[a-z]+", None),
        ("[^k]ill", {"ill"}),
        ("[ck]ill", {"cill", "kill"}),
        (r"\d\d", None),
        ("a|kill", None),
        ("kill|sales", {"kill", "sales"}),
        ("", None),
        ("(a)(?(1)kill|sales)", None),
        ("(?>kill)ed", {"killed"}),
        ("(?:kill){2}", {"kill"}),
        ("解禁", {"解禁"}),
        ("STRASSE", {"strasse"}),
        ("straße", {"strasse"}),
    ],
)
def test_the_literals_of_a_pattern_are_read(pattern: str, literals: set[str] | None) -> None:
    assert required_literals(re.compile(pattern, re.IGNORECASE)) == (
        frozenset(literals) if literals is not None else None
    )


def test_code_points_that_the_engine_takes_for_one_are_one() -> None:
    """The engine compares simple lower-case letters and, beside them, a list of its own."""
    lower = import_module("_sre").unicode_tolower
    extra = import_module("re._casefix")._EXTRA_CASES
    differ = []
    for point in range(sys.maxunicode + 1):
        others = {lower(point), *extra.get(lower(point), ())}
        differ += [(point, other) for other in others if fold_case(chr(other)) != fold_case(chr(point))]
    assert differ == []


def test_the_filter_names_the_rules_that_a_text_may_match() -> None:
    rules = Prefilter([["No sales", "keine Verkäufe"], None, ["KILL"], []])
    assert rules.candidates("KEINE VERKÄUFE in Vell") == [0, 1, 3]
    assert rules.candidates("no  -  sales, kill") == [0, 1, 2, 3]
    assert rules.candidates("") == [1, 3]
    assert rules.candidates("\ud800kill") == [1, 2, 3]
    assert Prefilter([]).candidates("kill") == []
    assert Prefilter([None]).candidates("kill") == [0]


LETTERS = st.sampled_from(
    ["a", "B", "ss", "ß", "i", "İ", "ı", "K", "\u212a", "-", " ", "é", "ſ", "禁", "σ", "ς"]
)
SETS = st.lists(LETTERS.filter(lambda sign: len(sign) == 1 and sign != "-"), min_size=1, max_size=3).map(
    lambda letters: f"[{''.join(letters)}]"
)
PATTERNS = st.recursive(
    st.one_of(LETTERS.map(re.escape), SETS, st.sampled_from([".", r"\w", r"\s", r"\b", "^", "$", "(?=a)"])),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "+?", "*+"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda part: f"({part})"),
        inner.map(lambda part: f"(?-i:{part})"),
        inner.map(lambda part: f"(?!{part})"),
    ),
    max_leaves=10,
)


@given(PATTERNS, st.lists(LETTERS, max_size=12).map("".join), st.booleans())
def test_no_pattern_matches_where_its_literals_are_absent(pattern: str, text: str, fold: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    compiled = re.compile(pattern, re.IGNORECASE if fold else 0)
    if compiled.search(text):
        assert Prefilter.of_patterns([compiled]).candidates(text) == [0]


def _examples(value: object) -> list[str]:
    """Every text under a key `examples`, however deep."""
    found: list[str] = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if key == "examples":
            found += [text for text in inner if isinstance(text, str)]
        elif isinstance(inner, dict | list):
            found += _examples(inner)
    return found


TEXTS = [text for path in sorted(DATA.rglob("*.toml")) for text in _examples(tomllib.loads(path.read_text()))]
ROOM = [
    *(rule.pattern for rule in WORDS.kinds),
    *(pattern for _, pattern in WORDS.conditions),
    *(rule.pattern for rule in WORDS.statements),
]
ROOM_FILTER = Prefilter.of_patterns(ROOM)


def test_the_room_s_other_patterns_lose_no_example() -> None:
    assert len(TEXTS) > 300
    named = [set(ROOM_FILTER.candidates(text)) for text in TEXTS]
    assert [
        (pattern.pattern, text)
        for text, numbers in zip(TEXTS, named, strict=True)
        for number, pattern in enumerate(ROOM)
        if number not in numbers and pattern.search(text)
    ] == []


def test_few_of_the_room_s_patterns_must_always_run() -> None:
    assert len(ROOM_FILTER.candidates("")) <= len(ROOM) // 10

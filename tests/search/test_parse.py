"""The grammar: tiny sentences, each with the tree it means or the fault it has."""

import pytest

from catalog.search import (
    Age,
    All,
    And,
    DateTerm,
    FieldTerm,
    Not,
    Or,
    Phrase,
    QueryError,
    Similar,
    Word,
    load_fields,
    parse_query,
    print_query,
)

A, B, C = Word("a1"), Word("b1"), Word("c1")

MEANINGS = [
    ("", All()),
    ("   ", All()),
    ("harbour", Word("harbour")),
    ("séb", Word("séb")),
    ("l’apostrophe", Word("l’apostrophe")),
    ("東京", Word("東京")),
    ("10:30", Word("10:30")),
    ("a1 b1", And((A, B))),
    (" a1\u00a0 b1\n", And((A, B))),
    ("a1 AND b1", And((A, B))),
    ("a1 and b1", And((A, Word("and"), B))),
    ("a1 OR b1", Or((A, B))),
    ("a1 OR b1 c1", Or((A, And((B, C))))),
    ("(a1 OR b1) c1", And((Or((A, B)), C))),
    ("a1 (b1 c1)", And((A, B, C))),
    ("a1 OR (b1 OR c1)", Or((A, B, C))),
    ("((a1))", A),
    ("-a1", Not(A)),
    ("NOT a1", Not(A)),
    ("NOT (a1 OR b1)", Not(Or((A, B)))),
    ("--a1", Not(Not(A))),
    ("a1 -b1 c1", And((A, Not(B), C))),
    ("a1-b1", Word("a1-b1")),
    ("a1 - b1", And((A, B))),
    ("a1 & b1", And((A, B))),
    ("ORANGE", Word("ORANGE")),
    ('"OR"', Phrase("OR")),
    ('"two words"', Phrase("two words")),
    ("“two words”", Phrase("two words")),
    (r'"say \"yes\" \\ now"', Phrase(r'say "yes" \ now')),
    ('a1"b c"', And((A, Phrase("b c")))),
    ('-"two words"', Not(Phrase("two words"))),
    ("creator:lund", FieldTerm("creator", "lund")),
    ("similar:12", Similar("similar", 12)),
    ("SIMILAR:#12", Similar("similar", 12)),
    ("similar:=007", Similar("similar", 7)),
    ("-similar:(1 OR 2)", Not(Or((Similar("similar", 1), Similar("similar", 2))))),
    ("Creator:lund", FieldTerm("creator", "lund")),
    ("handout_source:navy", FieldTerm("from", "navy")),
    ("photographer:lund", FieldTerm("creator", "lund")),
    ('from:"harbour authority"', FieldTerm("from", "harbour authority")),
    ("from:=navy", FieldTerm("from", "navy", exact=True)),
    ('from:="harbour authority"', FieldTerm("from", "harbour authority", exact=True)),
    ("from:(a1 OR b1)", Or((FieldTerm("from", "a1"), FieldTerm("from", "b1")))),
    ("from:(a1 -b1)", And((FieldTerm("from", "a1"), Not(FieldTerm("from", "b1"))))),
    ('from:(a1 OR (NOT "b c"))', Or((FieldTerm("from", "a1"), Not(FieldTerm("from", "b c"))))),
    ("from:=(a1 OR b1)", Or((FieldTerm("from", "a1", exact=True), FieldTerm("from", "b1", exact=True)))),
    ("-from:navy", Not(FieldTerm("from", "navy"))),
    ("ref:2:103", FieldTerm("ref", "2:103")),
    ("ref:-5", FieldTerm("ref", "-5")),
    ("place:OR", FieldTerm("place", "OR")),
    ("is:HANDOUT", FieldTerm("is", "handout")),
    ("is:ai", FieldTerm("is", "ai")),
    ("has:disputed-place", FieldTerm("has", "disputed-place")),
    ("has:disputed_place", FieldTerm("has", "disputed-place")),
    ("has:from", FieldTerm("has", "from")),
    ("class:head-of-state", FieldTerm("class", "head-of-state")),
    ("date:2020", DateTerm("date", "=", "2020")),
    ("date:2020-09", DateTerm("date", "=", "2020-09")),
    ("date:2020-09-30", DateTerm("date", "=", "2020-09-30")),
    ("date:2020-09..2020-10", DateTerm("date", "..", "2020-09", "2020-10")),
    ("date:..2020", DateTerm("date", "..", "", "2020")),
    ("date:2020..", DateTerm("date", "..", "2020", "")),
    ("date:>=2020", DateTerm("date", ">=", "2020")),
    ("date:<2021", DateTerm("date", "<", "2021")),
    ("date:(2019 OR 2021)", Or((DateTerm("date", "=", "2019"), DateTerm("date", "=", "2021")))),
    ("added:<7d", Age("added", "<", 7, "d")),
    ("added:7d", Age("added", "<", 7, "d")),
    ("added:>=2w", Age("added", ">", 2, "w")),
    ("added:2026-01", DateTerm("added", "=", "2026-01")),
    ("in:lima taken:2020", And((FieldTerm("place", "lima"), DateTerm("date", "=", "2020")))),
]

FAULTS = [
    ("из:x", 0, "is:", "из: is no field"),
    ("handoutsource:x", 0, "handout_source:", "did you mean handout_source:?"),
    ("a1 agncy:ap", 3, "agency:", "did you mean agency:?"),
    ("https://example.org", 0, None, "put it in quotes"),
    ("a1 near:3,4", 3, None, "near: cannot be asked for yet"),
    ("a1 similar:ferry", 11, None, "similar: needs a photo's number; an example is similar:12"),
    ("similar:=ferry", 9, None, "similar: needs a photo's number"),
    ("similar:-5", 8, None, "similar: needs a photo's number"),
    ("similar:1234567890123456789", 8, None, "similar: needs a photo's number"),
    ("similar:", 0, None, "similar: has no value"),
    ("a1 from:", 3, None, "from: has no value"),
    ("из:", 0, "is:", "is no field"),
    ("from: navy", 0, None, "from: has no value"),
    ("(from:)", 1, None, "from: has no value"),
    ('from:""', 5, None, "from: has no value"),
    ('from:"--"', 5, None, "needs letters or digits"),
    ("is:handot", 3, "is:handout", "did you mean is:handout?"),
    ("-kind:zzz", 6, None, "it takes handout, pool"),
    ("kind:(pool OR fiel)", 14, "kind:file", "did you mean kind:file?"),
    ("caption:=x1", 9, "caption:", "cannot be asked for"),
    ("date:2020-13", 5, None, "cannot read the date 2020-13"),
    ("date:2020-02-30", 5, None, "cannot read the date"),
    ("date:..", 5, None, "cannot read the date"),
    ("date:yesterday", 5, None, "cannot read the date"),
    ("date:2021..2020", 5, "date:2020..2021", "2021 lies after 2020"),
    ("date:>=2020/9/3", 5, "date:>=2020-09-03", "did you mean date:>=2020-09-03?"),
    ("added:2020-9", 6, "added:2020-09", "did you mean added:2020-09?"),
    ("date:2020.2.30", 5, None, "cannot read the date"),
    ("has:crops", 4, None, "date, agency, from, ..."),
    ("date:<7d", 5, None, "cannot read the date"),
    ("date:2020..x", 5, None, "cannot read the date"),
    ('5" cats', 1, None, "quotation mark has no partner"),
    ('a1 "b c', 3, None, "quotation mark has no partner"),
    ("a1 (b1 (c1)", 3, None, "never closed"),
    ("a1) b1", 2, None, "never opened"),
    ("()", 0, None, "nothing between the parentheses"),
    ("a1 from:( )", 8, None, "nothing between the parentheses"),
    ("a1 OR", 3, None, "OR has nothing after it"),
    ("a1 OR OR b1", 3, None, "OR has nothing after it"),
    ("OR a1", 0, '"OR"', "OR has nothing before it"),
    ("(AND a1)", 1, '"AND"', "AND has nothing before it"),
    ("a1 AND", 3, None, "AND has nothing after it"),
    ("a1 NOT", 3, None, "NOT has nothing after it"),
    ("a1 OR &", 6, None, "no letter or digit"),
    ("-&", 1, None, "no letter or digit"),
    ("  +:", 2, None, "no letter or digit"),
    ('"…"', 0, None, "no letter or digit"),
    ("(" * 41 + "a1" + ")" * 41, 40, None, "at most 40 deep"),
    ("a1 " * 201, 600, None, "at most 200 terms"),
    ("a" * 10_001, 10_000, None, "at most 10,000 characters"),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_a_sentence_means_its_tree(text, meaning):
    assert parse_query(text) == meaning


@pytest.mark.parametrize("text", [text for text, _ in MEANINGS])
def test_a_printed_query_means_the_same(text):
    query = parse_query(text)
    assert parse_query(print_query(query)) == query


@pytest.mark.parametrize(
    ("text", "position", "proposal", "words"), FAULTS, ids=[text[:20] for text, *_ in FAULTS]
)
def test_a_fault_is_placed_and_explained(text, position, proposal, words):
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert (caught.value.position, caught.value.proposal) == (position, proposal)
    assert words in caught.value.reason


def test_a_fault_is_one_line_for_people():
    with pytest.raises(QueryError) as caught:
        parse_query("a1 from:")
    assert str(caught.value) == (
        'query, character 4: from: has no value; an example is from:"harbour authority"'
    )


@pytest.mark.parametrize("field", load_fields().values(), ids=load_fields())
def test_each_field_has_a_sentence_and_an_example_that_asks_it(field):
    assert field.sentence.endswith(".")
    assert parse_query(field.example).field == field.name
    assert parse_query(print_query(parse_query(field.example))) == parse_query(field.example)


@pytest.mark.parametrize("field", load_fields().values(), ids=load_fields())
def test_each_alias_asks_its_field(field):
    for alias in field.aliases:
        value = field.example.partition(":")[2]
        assert parse_query(f"{alias}:{value}") == parse_query(field.example)


def test_a_node_knows_where_it_stood():
    query = parse_query("a1 -creator:lund")
    assert (query.parts[0].at, query.parts[1].at, query.parts[1].part.at) == (0, 3, 12)


def test_what_is_no_query_has_no_text():
    with pytest.raises(TypeError):
        print_query("a1")

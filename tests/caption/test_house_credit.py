"""The line to publish: in every style, of every caption, and never without what must be said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from catalog.agencies import load_agencies
from catalog.caption import format_credit, load_credit_styles, parse_caption
from catalog.caption.credit_facts import CreditFacts
from catalog.caption.house_credit import write_credit
from catalog.records import (
    AgencyCredit,
    CreatorCredit,
    HandoutSource,
    Notice,
    NoticeTerm,
    ParsedCaption,
    Part,
)
from catalog.vocabulary.codes import AgencyRole, Kind, Origin, Term
from tests.caption.readings import read_rows
from tests.caption.test_properties import CAPTIONS, SHUFFLED

STYLES = load_credit_styles()
ROWS = list(read_rows("credit"))
# What says a handout to a reader of each style: its word, or with AP the form that names who supplied it.
SAYS_HANDOUT = {
    "iptc": r"[Hh]andout|[Ss]upplied",
    "ap": r"Handout|Supplied|\S via \S",
    "de": r"Handout|zur Verfügung gestellt",
}
SAYS = {
    Kind.POOL: r"(?i:pool)",
    Kind.FILE: r"(?i:file|archiv)",
    Kind.SCREENGRAB: r"(?i:video)",
    Kind.SOCIAL: r"(?i:social media|sozialen medien)",
    Kind.SATELLITE: r"(?i:satellit)",
    Kind.AI: r"(?:AI|KI)-",
    Kind.ILLUSTRATION: r"(?i:illustration|symbolbild)",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_the_line_of_a_caption(style, row):
    assert format_credit(parse_caption(row["caption"]), STYLES[style]) == row[style]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_style_prints_its_own_examples(style):
    assert style.examples
    assert [format_credit(parse_caption(e.caption), style) for e in style.examples] == [
        e.line for e in style.examples
    ]


NAMES = st.sampled_from(
    ["Mara Lind", "Piet Voss", "Lom Museum", "$line", "<$sources>", "Жанна Д.", "$", " ", ""]
)
SPAN = (0, 1)


def _agency(id_, role):
    return AgencyCredit(id=id_, name=id_.upper(), role=role, span=SPAN)


AGENCIES = st.lists(
    st.builds(_agency, st.sampled_from(["ap", "epa", "getty-images", "x-y"]), st.sampled_from(AgencyRole)),
    max_size=3,
).map(tuple)
CREATORS = st.lists(NAMES.map(lambda n: CreatorCredit(name=n, span=SPAN)), max_size=2).map(tuple)
SOURCES = st.lists(NAMES.map(lambda n: HandoutSource(name=n, span=SPAN)), max_size=2).map(tuple)
MANDATORY = st.lists(
    NAMES.map(lambda n: Notice(text=n, span=SPAN, terms=(NoticeTerm(term=Term.MANDATORY_CREDIT, who=n),))),
    max_size=1,
).map(tuple)
PARTS = st.lists(
    st.builds(
        Part,
        label=st.sampled_from(["left", "R", "", "a\nb"]),
        span=st.just(SPAN),
        agencies=AGENCIES,
        creators=CREATORS,
        handout_sources=SOURCES,
    ),
    max_size=3,
).map(tuple)
# Also records that no parser of ours makes: a style must not depend on its habits.
RECORDS = st.builds(
    ParsedCaption,
    caption=st.sampled_from(["", "x", "Lom"]),
    agencies=AGENCIES,
    creators=CREATORS,
    handout=st.booleans(),
    origin=st.sampled_from(Origin),
    handout_sources=SOURCES,
    kinds=st.sets(st.sampled_from(Kind)).map(lambda kinds: tuple(sorted(kinds))),
    notices=MANDATORY,
    parts=PARTS,
)


def _faults(parsed, style):
    """What a line does not say that it must."""
    line = format_credit(parsed, style)
    if not line.strip() or line != " ".join(line.split()):
        yield f"no line: {line!r}"
    if parsed.handout and not re.search(SAYS_HANDOUT[style.id], line):
        yield f"no handout in {line!r}"
    for kind in parsed.kinds:
        if kind in SAYS and not re.search(SAYS[kind], line):
            yield f"no {kind} in {line!r}"
    for name in (*parsed.creators, *parsed.handout_sources):
        if name.name.strip() and name.name not in line:
            yield f"no {name.name} in {line!r}"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@given(parsed=st.one_of(RECORDS, CAPTIONS.map(parse_caption), SHUFFLED.map(parse_caption)))
def test_no_line_keeps_to_itself_what_must_be_said(style, parsed):
    assert list(_faults(parsed, style)) == []


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@given(parsed=RECORDS)
def test_a_picture_that_nothing_says_was_handed_out_is_called_no_handout(style, parsed):
    plain = replace(
        parsed,
        handout=False,
        handout_sources=(),
        parts=tuple(replace(part, handout_sources=()) for part in parsed.parts),
    )
    line = format_credit(plain, style)
    assert not re.search("handout|[Ss]upplied|zur Verfügung", line, re.IGNORECASE)


def test_a_handout_that_is_only_suspected_is_not_called_one():
    parsed = parse_caption("A weir near Lom. Bulgarian Water Ministry via EPA-EFE")
    assert parsed.origin is Origin.HANDOUT_LIKELY
    assert [s.id for s in STYLES.values() if "handout" in format_credit(parsed, s).lower()] == []


def test_pictures_with_the_same_credit_are_named_together():
    lind, voss = CreditFacts(creators=("Mara Lind",)), CreditFacts(creators=("Piet Voss",))
    pictures = tuple(
        CreditFacts(creators=one.creators, label=label)
        for one, label in ((lind, "top"), (voss, "left"), (lind, "right"))
    )
    facts = CreditFacts(creators=("Mara Lind", "Piet Voss"), pictures=pictures)
    assert write_credit(facts, STYLES["iptc"]) == "Mara Lind, top and right; Piet Voss, left"


def test_who_is_named_beside_the_pictures_of_a_combo_is_named_too():
    picture = CreditFacts(creators=("Mara Lind",), label="left")
    nameless = CreditFacts(label="right")
    facts = CreditFacts(creators=("Mara Lind", "Piet Voss"), makers=("EPA",), pictures=(picture, nameless))
    assert write_credit(facts, STYLES["iptc"]) == "Mara Lind, left; Piet Voss/EPA"


def test_a_picture_of_a_combo_whose_credit_is_missing_says_so():
    pictures = (CreditFacts(creators=("Mara Lind",), label="left"), CreditFacts(label="right"))
    facts = CreditFacts(creators=("Mara Lind",), pictures=pictures)
    assert write_credit(facts, STYLES["ap"]) == "(Mara Lind, left; Source not stated, right)"


def test_a_catalogs_own_spelling_of_an_agency_is_printed(tmp_path):
    (tmp_path / "harbour-press.toml").write_text(
        'id = "harbour-press"\nname = "HPRESS"\nfull_name = "Harbour Press"\nkind = "photo-agency"\n'
        'sources = ["a desk"]\nchecked = "2026-05"\nnames = [{ text = "HPress", canonical = true }]\n'
    )
    parsed = ParsedCaption(caption="HPRESS", agencies=(_agency("harbour-press", AgencyRole.MAKER),))
    assert format_credit(parsed, STYLES["iptc"], agencies=load_agencies(tmp_path)) == "HPress"
    assert format_credit(parsed, STYLES["iptc"]) == "HARBOUR-PRESS"

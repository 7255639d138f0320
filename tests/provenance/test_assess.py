from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from catalog.provenance import Assessment, assess, load_rules
from catalog.provenance.facts import said_in
from catalog.records import (
    AgencyCredit,
    CreatorCredit,
    Evidence,
    FieldReading,
    Handout,
    HandoutSource,
    ImageField,
    ImageRecord,
    ParsedCaption,
    PlaceMention,
    Problem,
)
from catalog.vocabulary.codes import AgencyRole, HandoutState, Kind, Origin
from catalog.vocabulary.fields import load_fields

NEWS = st.sampled_from(
    [
        "EPA/",
        "Lena Martin",
        "STR",
        "HO",
        "HANDOUT",
        "City of Varna",
        "Varna",
        "Paris",
        "Bulgaria",
        "BGR",
        "12 May 2021",
    ]
)
TEXT = st.lists(NEWS | st.text(max_size=6), max_size=4).map(" ".join)
DATES = (
    st.dates().map(str)
    | st.sampled_from(["2021", "2021-05", "2021-05-12T10:00:00+02:00", "2021~", "../2021"])
    | TEXT
)


@st.composite
def captions(draw):
    text = draw(TEXT.filter(bool))
    ends = st.integers(0, len(text))
    span = st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))
    return ParsedCaption(
        caption=text,
        credit_line=draw(st.none() | TEXT),
        handout=draw(st.booleans()),
        origin=draw(st.sampled_from(Origin)),
        kinds=tuple(draw(st.lists(st.sampled_from(Kind), max_size=2))),
        agencies=tuple(
            AgencyCredit(id=id_, name=id_.upper(), role=AgencyRole.MAKER, span=draw(span))
            for id_ in draw(st.lists(st.sampled_from(["epa", "afp", "unknown-house"]), max_size=2))
        ),
        creators=tuple(
            CreatorCredit(name=name, span=draw(span)) for name in draw(st.lists(TEXT, max_size=2))
        ),
        handout_sources=tuple(
            HandoutSource(name=name, span=draw(span)) for name in draw(st.lists(TEXT, max_size=2))
        ),
        places=tuple(PlaceMention(name=name, span=draw(span)) for name in draw(st.lists(TEXT, max_size=2))),
        country=draw(st.none() | st.sampled_from(["BG", "FR", "XX"])),
        date=draw(st.none() | DATES),
        evidence=tuple(Evidence(field="handout", rule="x", span=s) for s in draw(st.lists(span, max_size=2))),
    )


@st.composite
def images(draw):
    fields = {}
    for name in draw(st.sets(st.sampled_from(sorted(load_fields())), max_size=8)):
        value = draw(DATES | st.lists(TEXT, max_size=2))
        block, path = draw(
            st.sampled_from([("exif", "0x9003"), ("iim", "2:110"), ("xmp", "photoshop:Credit")])
        )
        reading = FieldReading(block=block, path=path, value=value)
        fields[name] = ImageField(
            value=value, block=block, path=path, all=draw(st.sampled_from([(), (reading,)]))
        )
    problems = tuple(
        Problem(block=block, reason="x")
        for block in draw(st.sets(st.sampled_from(["exif", "iim", "pixels"])))
    )
    return ImageRecord(
        file="a.jpg", format=draw(st.sampled_from([None, "jpeg"])), fields=fields, problems=problems
    )


@given(st.none() | captions(), st.none() | images())
def test_no_caption_and_no_file_raises_and_every_value_stands_where_it_says(caption, image):
    found = assess(caption, image)
    assert assess(caption, image) == found
    assert len({finding.id for finding in found.findings}) == len(found.findings)
    for finding in found.findings:
        assert finding.rule in load_rules()
        assert finding.values
        for value in finding.values:
            if value.origin.startswith("caption["):
                start, end = map(int, value.origin[8:-1].split(":"))
                assert caption.caption[start:end] == value.raw


@given(captions())
def test_a_caption_alone_differs_from_nothing(caption):
    rules = {finding.rule for finding in assess(caption, None).findings}
    assert not [rule for rule in rules if rule.endswith("-differs")]


def test_nothing_gives_nothing_and_knowledge_is_loaded_by_itself():
    assert assess(None, None) == Assessment(Handout(state=HandoutState.NOT_INDICATED), ())


def test_a_field_without_its_readings_is_read_by_its_value():
    image = ImageRecord(
        file="a.jpg",
        format="jpeg",
        fields={
            "source": ImageField(value="HO", block="iim", path="2:115"),
            "x": SimpleNamespace(block="file"),
        },
    )
    assert assess(None, image).handout.state is HandoutState.STATED


def test_a_value_under_a_field_that_its_block_does_not_have_counts_as_whole():
    # As a record of another version of the program may hold it: IIM has no field for a position.
    image = ImageRecord(
        file="a.jpg",
        fields={"gps_position": ImageField(value="39.825, 46.75", block="iim", path="2:00")},
    )
    (said,) = said_in(image, "gps_position")
    assert (said.text, said.cut) == ("39.825, 46.75", False)


def test_a_blank_value_says_nothing():
    image = ImageRecord(
        file="a.jpg", fields={"credit": ImageField(value=("", "EPA"), block="iim", path="2:110")}
    )
    assert [said.text for said in said_in(image, "credit")] == ["EPA"]


def test_a_handout_without_evidence_rests_on_the_credit():
    caption = ParsedCaption(
        caption="Kites. EPA/HO", credit_line="EPA/HO", handout=True, origin=Origin.HANDOUT
    )
    (first, *_) = assess(caption, None).findings
    assert [(value.origin, value.raw) for value in first.values] == [("caption", "EPA/HO")]

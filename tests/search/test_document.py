"""What the index knows of a photo, and which questions find it."""

import pytest

from catalog.records import (
    ContentCredentials,
    Finding,
    Form,
    HandoutSource,
    ImageField,
    ImageRecord,
    Notice,
    NoticeTerm,
    Value,
)
from catalog.search import DateTerm, document, matches, parse_query
from catalog.vocabulary.codes import (
    CredentialState,
    HandoutState,
    How,
    Kind,
    Origin,
    Severity,
    SourceClass,
    Term,
)
from tests.search.support import NAMES, make_photo


def picture(**fields):
    shaped = {name: ImageField(value=value, block="iim", path="2:0") for name, value in fields.items()}
    return ImageRecord(file="shore.jpg", fields=shaped)


def source(name, *forms, class_=SourceClass.MILITARY):
    return HandoutSource(
        name=name, span=(0, 1), forms=tuple(Form(text=form, span=(0, 1)) for form in forms), class_=class_
    )


def notice(term):
    return Notice(text="note", span=(0, 1), terms=(NoticeTerm(term=term),))


def finding(rule, dismissed=None):
    return Finding(id="f1", rule=rule, severity=Severity.NOTICE, dismissed=dismissed)


FULL = make_photo(
    7,
    "A ferry leaves Martakert",
    agencies=("epa-efe",),
    creators=("Ana Lund",),
    places=("Martakert",),
    other_names=("Aghdara", "Ağdərə"),
    country="AZ",
    date="2020-09-30",
    kinds=(Kind.HANDOUT, Kind.POOL),
    parties=("Harbour Authority",),
    state=HandoutState.STATED,
    disputed=True,
    provider="coastwire",
    runs=(3, 12),
    decision="publish",
    findings=(finding("handout-stated"), finding("creator-differs", {"by": "mk"})),
    cluster=4,
    image=ImageRecord(
        file="shore_42.jpg",
        c2pa=ContentCredentials(state=CredentialState.VALID),
        fields={
            name: ImageField(value=value, block="xmp", path="x")
            for name, value in {
                "headline": "Ferry season",
                "title": "FERRY-1",
                "keywords": ["weather", "sea front"],
                "job_id": "ABC103",
                "source": "HO",
                "credit_line": "Coast Wire via Harbour",
                "persons_shown": ["Ida Berg"],
                "gps_position": "1,2",
                "city": "Shoretown",
            }.items()
        },
    ),
    parsed={
        "language": "en",
        "origin": Origin.OWN,
        "how": How.RELEASED,
        "credit_line": "EPA-EFE/HARBOUR AUTHORITY HANDOUT",
        "notices": (notice(Term.NO_SALES),),
        "handout_sources": (source("Harbour Authority", "Port Office"),),
    },
)


FINDING = [
        "ferry", "agency:epa-efe", "agency:epa",
        'agency:"European Pressphoto Agency"', "agency:=epa-efe", "from:harbour",
        "from:=harbour-authority", 'from:="Harbour Authority"', 'from:"port office"', "class:unknown",
        "creator:lund", 'creator:="ana lund"', "person:berg", "credit:handout", "credit:coast", "source:ho",
        "place:martakert", "place:Aghdara", "aghdara", "city:Ağdərə", "place:shoretown", "city:=shoretown",
        "country:az", "country:Azerbaijan", "country:=AZ", "kind:pool", "origin:own", "how:released",
        "language:EN", "headline:season", "slug:ferry-1", "keyword:weather", 'keyword:="Sea Front"',
        "job:abc103", "file:shore", "file:shore_42.jpg", "import:12", "import:3", "status:active",
        "decision:publish", "finding:handout-stated", "ref:REF-7", "ref:=ref-7", "caption:leaves",
        "provider:coastwire", "year:2020", "date:2020-09", "date:>2019", "added:2026", "is:handout",
        "is:pool", "is:own", "has:image", "has:caption", "has:gps", "has:c2pa", "has:from", "has:source",
        "has:place", "has:date", "has:disputed-place", "has:findings", "has:copies", "has:notices",
        "has:creator", "-has:edits", "-is:killed", "-agency:ap",
]  # fmt: skip
MISSING = [
        "agency:ap", "agency:=epa", "from:=harbour", "class:military", "creator:martakert", "country:AM",
        "country:nowhere", "kind:file", "finding:creator-differs", "import:1", "place:=aghdara", "year:2021",
        "date:2020-10", "caption:aghdara", "epa-efe lund kind:file", "is:conflicting", "status:killed",
]  # fmt: skip


@pytest.mark.parametrize("query", FINDING)
def test_a_full_photo_is_found_by_each_of_its_values(query):
    assert matches(parse_query(query), document(FULL, NAMES), NAMES)


@pytest.mark.parametrize("query", MISSING)
def test_a_full_photo_is_not_found_by_other_values(query):
    assert not matches(parse_query(query), document(FULL, NAMES), NAMES)


def test_the_index_agrees_on_a_full_photo(make_index):
    index = make_index(FULL)
    assert [query for query in (*FINDING, *MISSING) if index.search(query).ids] == FINDING


def test_facet_values_have_labels_for_people():
    assert document(FULL, NAMES).facets == {
        "agency": {"epa-efe": "EPA-EFE"},
        "from": {"harbour-authority": "Harbour Authority"},
        "kind": {"handout": "Handout", "pool": "Pool picture"},
        "country": {"AZ": "Azerbaijan"},
        "place": {"martakert": "Martakert", "shoretown": "Shoretown"},
        "year": {"2020": "2020"},
    }


def test_a_bare_photo_has_a_document():
    bare = document(make_photo(1, None, added=""), NAMES)
    assert (bare.days, bare.added, set(bare.columns.values())) == (None, 0, {"", "ref 1"})
    assert "has=caption" not in bare.codes
    assert "origin=not-stated" not in bare.codes


def test_a_handout_source_without_resolution_is_the_captions_own():
    photo = make_photo(1, "x", parsed={"handout_sources": (source("Coast Guard"),)})
    made = document(photo, NAMES)
    assert made.facets["from"] == {"coast-guard": "Coast Guard"}
    assert matches(parse_query("class:military from:guard"), made, NAMES)


def test_a_persons_value_wins_over_the_machines():
    human = {
        "agency": Value(machine="AFP", human="Associated Press; Agence France-Presse"),
        "country": Value(human="Armenia"),
        "place": Value(human="Lakeside"),
        "date": Value(machine="2020", human="1980-05"),
        "handout_source": Value(human="Old Mill"),
        "description": Value(human="Corrected words"),
        "headline": Value(machine="a"),
    }
    photo = make_photo(
        1, "A mill", agencies=("afp",), places=("Mill",), other_names=("Moulin",), country="CL", date="2020",
        values=human,
    )  # fmt: skip
    made = document(photo, NAMES)
    assert made.facets == {
        "agency": {"ap": "AP", "afp": "AFP"},
        "from": {"old-mill": "Old Mill"},
        "kind": {},
        "country": {"AM": "Armenia"},
        "place": {"lakeside": "Lakeside"},
        "year": {"1980": "1980"},
    }
    for query in (
        "has:edits",
        "is:edited",
        "corrected",
        "mill",
        "-moulin",
        "date:1980-05",
        "country:hayastan",
    ):
        assert matches(parse_query(query), made, NAMES)


def test_a_cleared_value_is_no_value():
    photo = make_photo(1, "x", agencies=("ap",), date="2020", values={
        "agency": Value(human=""), "date": Value(human="")
    })  # fmt: skip
    made = document(photo, NAMES)
    assert (made.facets["agency"], made.days) == ({}, None)
    assert matches(parse_query("-has:agency -has:date"), made, NAMES)


def test_the_image_file_fills_what_the_caption_leaves_open():
    photo = make_photo(
        1, None, image=picture(description="Boats", country_code="cl", date_created="1980-02-03T04:05:06")
    )
    made = document(photo, NAMES)
    assert matches(parse_query("caption:boats country:chile date:1980-02-03 -has:caption"), made, NAMES)


@pytest.mark.parametrize("code", ["CHL", ["CL"]])
def test_a_country_code_of_another_shape_is_left_out(code):
    photo = make_photo(1, "x", image=picture(country_code=code, date_created=["2020"]))
    made = document(photo, NAMES)
    assert (made.facets["country"], made.days) == ({}, None)


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2019/2021", ["2019", "2020", "2021"]),
        ("199X", [str(year) for year in range(1990, 2000)]),
        ("19XX", []),
        ("../2020", []),
        ("2020/..", []),
        ("someday", []),
    ],
)
def test_a_date_lies_in_its_years(date, years):
    assert list(document(make_photo(1, "x", date=date), NAMES).facets["year"]) == years


@pytest.mark.parametrize(
    ("photo", "status"),
    [
        (make_photo(1, "x", parsed={"notices": (notice(Term.KILL), notice(Term.CORRECTION))}), "killed"),
        (make_photo(1, "x", parsed={"notices": (notice(Term.WITHDRAWAL),)}), "withdrawn"),
        (make_photo(1, "x", parsed={"notices": (notice(Term.CORRECTION),)}), "corrected"),
        (make_photo(1, None, decision="withdrawn"), "withdrawn"),
        (make_photo(1, "x", parsed={"notices": (notice(Term.EMBARGO),)}), "active"),
    ],
)
def test_the_gravest_word_decides_the_status(photo, status):
    made = document(photo, NAMES)
    assert f"status={status}" in made.codes
    assert (f"is={status}" in made.codes) is (status != "active")


@pytest.mark.parametrize(
    ("state", "query"),
    [
        (HandoutState.LIKELY, "is:handout"),
        (HandoutState.CONFLICTING, "is:conflicting -is:handout"),
        (HandoutState.NOT_INDICATED, "-is:handout -is:conflicting"),
    ],
)
def test_the_state_of_a_handout_can_be_asked(state, query):
    assert matches(parse_query(query), document(make_photo(1, "x", state=state), NAMES), NAMES)


def test_an_agency_that_nobody_knows_keeps_its_name():
    photo = make_photo(1, "x", agencies=("coast-wire",), country="ZZ", places=("…",))
    facets = document(photo, NAMES).facets
    assert facets["agency"] == {"coast-wire": "COAST-WIRE"}
    assert (facets["country"], facets["place"]) == ({"ZZ": "ZZ"}, {})


def test_a_date_that_no_query_could_hold_is_refused():
    with pytest.raises(ValueError, match="someday"):
        matches(DateTerm("date", "=", "someday"), document(FULL, NAMES), NAMES)


def test_what_is_no_term_cannot_be_matched():
    with pytest.raises(TypeError):
        matches("ferry", document(FULL, NAMES), NAMES)

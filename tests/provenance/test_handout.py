import pytest

from catalog.provenance.names import is_name, same_party, same_person, slug
from catalog.records import HandoutParty
from catalog.vocabulary.codes import HandoutState, SourceClass

VARNA = {"name": "City of Varna", "words": "CITY OF VARNA", "class": "government", "country": "BG"}
HANDOUT = {
    "text": "Kites. EPA/CITY OF VARNA HANDOUT",
    "handout": "HANDOUT",
    "credit": "EPA/CITY OF VARNA HANDOUT",
}


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({}, "not-indicated"),
        ({"caption": {"text": "Kites. EPA", "credit": "EPA"}}, "not-indicated"),
        ({"caption": {"text": "Kites. AP Photo/Lena Martin", "origin": "own"}}, "not-indicated"),
        ({"caption": HANDOUT}, "stated"),
        ({"file": {"iim 2:85": ["HO"]}}, "stated"),
        ({"caption": {"text": "Kites. EPA", "credit": "EPA"}, "file": {"iim 2:115": "HO"}}, "stated"),
        ({"caption": {"text": "Kites (Varna via AP)", "origin": "handout-likely"}}, "likely"),
        (
            {
                "caption": {"text": "Kites (Varna via AP)", "origin": "handout-likely"},
                "file": {"iim 2:115": "HO"},
            },
            "stated",
        ),
        ({"caption": HANDOUT, "file": {"iim 2:85": ["STF"]}}, "conflicting"),
        ({"caption": {"text": "Kites. X", "origin": "conflicting"}}, "conflicting"),
        ({"caption": {"text": "Kites. X", "kinds": ["staff"]}, "file": {"iim 2:85": ["HO"]}}, "conflicting"),
    ],
)
def test_the_state_weighs_caption_and_file(assessed, row, state):
    assert assessed(row).handout.state is HandoutState(state)


def test_the_captions_party_keeps_its_class_and_the_files_form_of_it_adds_none(assessed):
    row = {
        "caption": HANDOUT | {"sources": [VARNA]},
        "file": {"iim 2:115": "Varna City", "xmp photoshop:Credit": "EPA/City of Varna/Handout"},
    }
    assert assessed(row).handout.from_ == (
        HandoutParty(id="city-of-varna", name="City of Varna", class_=SourceClass.GOVERNMENT, country="BG"),
    )


def test_a_party_that_only_the_file_names_is_added(assessed):
    row = {"caption": HANDOUT | {"sources": [VARNA]}, "file": {"iim 2:115": "Harbour Museum Burgas"}}
    assert [party.id for party in assessed(row).handout.from_] == ["city-of-varna", "harbour-museum-burgas"]


def test_another_form_in_the_caption_is_the_same_party(assessed):
    row = {
        "caption": HANDOUT | {"sources": [VARNA | {"forms": ["the Harbour Museum"]}]},
        "file": {"iim 2:115": "Harbour Museum"},
    }
    assert [party.id for party in assessed(row).handout.from_] == ["city-of-varna"]


def test_agencies_creators_codes_and_suppliers_are_no_handout_source(assessed):
    row = {
        "file": {
            "iim 2:85": ["HO"],
            "iim 2:80": ["Lena Martin"],
            "iim 2:115": "X00227",
            "xmp photoshop:Credit": "REUTERS/Lena Martin/Handout",
            "xmp plus:ImageSupplier": ["Harbour Pictures Ltd"],
        }
    }
    assert assessed(row).handout.from_ == ()


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("City of Varna/Handout via REUTERS", "City of Varna"),
        ("AFP PHOTO / HO / City of Varna", "City of Varna"),
        ("THE CANADIAN PRESS/HO-City of Varna", "City of Varna"),
        ("EPA/CITY OF VARNA PRESS HANDOUT", "CITY OF VARNA"),
    ],
)
def test_the_party_is_read_out_of_a_files_credit(assessed, credit, name):
    assert [party.name for party in assessed({"file": {"xmp photoshop:Credit": credit}}).handout.from_] == [
        name
    ]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Ministério da Saúde", "ministerio-da-saude"),
        ("Міністерство оборони", "ministerstvo-oboroni"),
        ("People's  Army / 65th Brigade", "peoples-army-65th-brigade"),
        ("…", "unnamed"),
    ],
)
def test_a_partys_id_is_plain_latin(name, id_):
    assert slug(name) == id_


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lena Martin", "MARTIN, Lena", True),
        ("L. Martin", "Lena Martin", True),
        ("Lena Martin", "Lena Maria Martin", True),
        ("Martin", "Lena Martin", True),
        ("Sergei Ivanov", "Sergey Ivanov", True),
        ("Lena Martin", "Lena Koleva", False),
        ("L. M.", "Lena Martin", False),
        ("", "Lena Martin", False),
        ("Photo by", "Lena Martin", False),
        ("Li Na", "Li Ma", False),
        ("T. S.", "T. S.", True),
    ],
)
def test_one_person_under_two_spellings(one, other, same):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ministry of Sea", "MoS", True),
        ("Ministry of Sea", "The Ministry of Sea", True),
        ("Bulgarian Ministry of Sea", "Ministry of Sea", True),
        ("Ministry of Sea", "Ministry of Wind", False),
        ("Ministerul Apărării Naţionale", "MApN", True),
        ("Ministry of Sea", "MoW", False),
        ("Harbour", "HRB", False),
        ("Bulgarian Sea Ministry", "Ministry of Sea of Bulgaria", True),
        ("Ministry of Defence of Ruritania", "Ministry of Defense of Graustark", False),
        ("Ruritanian Defence Ministry", "Defense Ministry", True),
        ("City of Varna", "City of Burgas", False),
        ("the", "Ministry of Sea", False),
        ("…", "Ministry of Sea", False),
    ],
)
def test_one_party_under_two_names(one, other, same):
    assert same_party(one, other) is same
    assert same_party(other, one) is same


def test_a_code_is_no_name():
    assert not is_name("X00227")
    assert is_name("Varna")

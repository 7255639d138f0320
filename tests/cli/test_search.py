import json

import pytest

from catalog.cli.show import badge
from catalog.records import Actor, Handout, HandoutParty, Photo, Reference, Value
from catalog.settings import load_settings
from catalog.store import Store, set_value
from catalog.vocabulary.codes import HandoutState


def test_photos_are_printed_with_badge_date_and_place(run, home):
    done = run("search", "is:handout", home=home)

    assert done.code == 0
    assert done.out.splitlines() == [
        "#3 | HANDOUT · Armenian Port Ministry | 2020-05-04 | Yerevan",
        "    Kites over Yerevan, Armenia, 4 May 2020. EPA-EFE/ARMENIAN PORT MINISTRY HANDOUT",
        "#1 | HANDOUT · Lamp Museum | 2019-05-03 | Gorizia",
        "    A lamp is lit in Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT",
    ]
    assert done.err == "2 found, 2 shown\n"


def test_photos_are_printed_as_json_a_line_each(run, home):
    done = run("search", "--json", "--sort", "oldest", home=home)

    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [1, 3, 2]
    assert done.err == ""


def test_a_photo_without_words_shows_its_file(run, home, picture):
    run("import", picture("lamps.jpg"), home=home)

    done = run("search", "file:lamps.jpg", home=home)

    assert done.out == "#4 | no date\n    lamps.jpg (no caption)\n"


def test_a_persons_word_is_what_is_shown(run, home):
    with Store.open(load_settings({}, home)) as store, store.writing(Actor(name="ann")) as work:
        set_value(work, 1, "place", "Trieste")
        set_value(work, 1, "date", "2019-05-04")
        set_value(work, 1, "handout_source", "Lamp House")

    assert "#1 | HANDOUT · Lamp House | 2019-05-04 | Trieste" in run("search", "lamp", home=home).out


@pytest.mark.parametrize(
    ("state", "names", "expected"),
    [
        (HandoutState.STATED, ("Lamp Museum", "Press Pool"), "HANDOUT · Lamp Museum, Press Pool"),
        (HandoutState.STATED, (), "HANDOUT · source not named"),
        (HandoutState.LIKELY, ("Lamp Museum",), "LIKELY HANDOUT · Lamp Museum"),
        (HandoutState.CONFLICTING, ("Lamp Museum",), "HANDOUT? statements conflict · Lamp Museum"),
        (HandoutState.NOT_INDICATED, (), ""),
    ],
)
def test_a_badge_says_how_sure_and_from_whom(state, names, expected):
    parties = tuple(HandoutParty(id=name.lower(), name=name) for name in names)
    photo = Photo(id=1, ref=Reference(provider="desk", id="1"), handout=Handout(state=state, from_=parties))

    assert badge(photo) == expected


def test_a_person_may_say_that_nobody_is_named():
    photo = Photo(
        id=1,
        ref=Reference(provider="desk", id="1"),
        values={"handout_source": Value(machine="Lamp Museum", human="", shown="")},
        handout=Handout(state=HandoutState.STATED, from_=(HandoutParty(id="m", name="Lamp Museum"),)),
    )

    assert badge(photo) == "HANDOUT · source not named"


def test_a_limit_above_a_page_is_kept(run, home, tmp_path):
    many = tmp_path / "many.txt"
    many.write_text("".join(f"Boat number {number} in the harbour.\n" for number in range(1100)))
    run("import", "--as", "lines", many, home=home)

    assert len(run("search", "--json", "--limit", "1050", "boat", home=home).out.splitlines()) == 1050
    assert len(run("search", "--json", "--limit", "5000", "boat", home=home).out.splitlines()) == 1100
    assert len(run("search", "--json", "boat", home=home).out.splitlines()) == 50


@pytest.mark.parametrize(
    ("query", "caret", "proposal"),
    [("colour:red", 0, None), ("lamp (OR", 5, None), ("agenci:epa", 0, "agency:")],
)
def test_a_broken_query_is_shown_with_a_caret_under_its_fault(run, home, query, caret, proposal):
    done = run("search", "--", query, home=home)

    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert lines[1] == f"  {query}"
    assert lines[2] == f"  {' ' * caret}^"
    assert lines[3:] == ([f"  did you mean: {proposal}"] if proposal else [])

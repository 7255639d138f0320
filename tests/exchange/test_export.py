import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from catalog.exchange import CSV_COLUMNS, export, read_source, write_csv, write_jsonl
from catalog.records import (
    AgencyCredit,
    CreatorCredit,
    Finding,
    Handout,
    HandoutParty,
    HandoutSource,
    ImageRecord,
    ParsedCaption,
    Photo,
    PlaceMention,
    Reference,
    Value,
    from_json,
)
from catalog.vocabulary.codes import AgencyRole, HandoutState, Kind, Severity, SourceClass

WORDS = "Boats in Varna, Bulgaria. EPA-EFE/CITY OF VARNA HANDOUT"


def photo(number=1, reference="A-1", caption=WORDS, provider="desk"):
    return Photo(
        id=number,
        ref=Reference(provider=provider, id=reference),
        caption=ParsedCaption(
            caption=caption,
            credit_line="EPA-EFE/CITY OF VARNA HANDOUT",
            agencies=(AgencyCredit(id="epa-efe", name="EPA-EFE", role=AgencyRole.MAKER, span=(26, 33)),),
            creators=(
                CreatorCredit(name="Mira Koleva", span=(0, 1)),
                CreatorCredit(name="Li Na", span=(0, 1)),
            ),
            handout_sources=(
                HandoutSource(name="City of Varna", span=(34, 47), class_=SourceClass.GOVERNMENT),
            ),
            kinds=(Kind.HANDOUT,),
            places=(PlaceMention(name="Varna", span=(9, 14)),),
            country="BG",
            date="2021-05-12",
        ),
        image=ImageRecord(file="boats.jpg", sha256="ab12"),
        handout=Handout(state=HandoutState.STATED),
        findings=(
            Finding(id="1", rule="handout-stated", severity=Severity.INFO),
            Finding(id="2", rule="city-differs", severity=Severity.NOTICE, dismissed={"by": "li"}),
        ),
    )


def table(*photos):
    out = io.StringIO(newline="")
    assert write_csv(photos, out) == len(photos)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_a_table_for_people_has_a_word_for_everything():
    assert table(photo()) == [
        {
            "provider": "desk",
            "reference": "A-1",
            "file": "boats.jpg",
            "sha256": "ab12",
            "caption": WORDS,
            "credit": "EPA-EFE/CITY OF VARNA HANDOUT",
            "agencies": "EPA-EFE",
            "creators": "Mira Koleva; Li Na",
            "handout": "stated",
            "handed out by": "City of Varna",
            "class": "government",
            "place": "Varna",
            "country": "BG",
            "date": "2021-05-12",
            "kinds": "handout",
            "findings": "handout-stated",
        }
    ]


def test_the_line_to_publish_is_a_column_at_the_end_where_it_is_asked_for():
    out = io.StringIO(newline="")
    write_csv([photo()], out, credit=lambda one: f"=picture {one.id}")
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert list(row) == [*CSV_COLUMNS, "house credit"]
    assert row.pop("house credit") == "'=picture 1"
    assert [row] == table(photo())


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("credit_line", "credit"),
        ("agency", "agencies"),
        ("agencies", "agencies"),
        ("creators", "creators"),
        ("handout_source", "handed out by"),
        ("place", "place"),
        ("country", "country"),
        ("date", "date"),
        ("kinds", "kinds"),
    ],
)
@pytest.mark.parametrize("word", ["Set by hand", ""], ids=["another value", "no value"])
def test_a_persons_word_stands_in_its_column_in_place_of_the_machines(field, column, word):
    (row,) = table(replace(photo(), values={field: Value(machine="Read", human=word, shown=word)}))
    (machine,) = table(photo())
    assert row[column] == word
    untouched = row.keys() - {column, "class"}
    assert {name: row[name] for name in untouched} == {name: machine[name] for name in untouched}


def test_what_the_machine_reads_is_written_whole_where_nobody_set_anything():
    values = {"place": Value(machine="Varna", shown="Varna"), "agency": Value(machine="EPA", shown="EPA")}
    two = replace(photo(), values=values)
    places = (PlaceMention(name="Varna", span=(9, 14)), PlaceMention(name="Bulgaria", span=(16, 24)))
    (row,) = table(replace(two, caption=replace(two.caption, places=places)))
    assert (row["place"], row["agencies"]) == ("Varna; Bulgaria", "EPA-EFE")


@pytest.mark.parametrize(
    ("word", "class_"), [("Varna City Hall", "government"), ("Harbour Office", ""), ("", "")]
)
def test_a_class_stands_only_beside_the_party_that_it_was_read_of(word, class_):
    party = HandoutParty(id="varna", name="Varna City Hall", class_=SourceClass.GOVERNMENT)
    edited = replace(
        photo(),
        values={"handout_source": Value(human=word, shown=word)},
        handout=Handout(state=HandoutState.STATED, from_=(party,)),
    )
    (row,) = table(edited)
    assert (row["handed out by"], row["class"]) == (word, class_)


def test_a_persons_word_and_the_catalogs_party_win_over_the_parse():
    party = HandoutParty(id="varna", name="Varna City Hall", class_=SourceClass.UNKNOWN)
    edited = Photo(
        id=1,
        ref=Reference(provider="desk", id="1"),
        values={"place": Value(machine="Varna", human="Burgas", shown="Burgas"), "country": Value()},
        handout=Handout(state=HandoutState.LIKELY, from_=(party,)),
    )
    (row,) = table(edited)
    assert (row["place"], row["country"], row["handed out by"], row["class"]) == (
        "Burgas",
        "",
        "Varna City Hall",
        "unknown",
    )
    assert (row["caption"], row["file"]) == ("", "")


@pytest.mark.parametrize("start", list("=+-@\t\r\n"))
def test_no_cell_begins_like_a_formula(start):
    (row,) = table(photo(caption=start + "SUM(A1:A9)"))
    assert row["caption"].startswith(("'", "\\r"))


def test_controls_that_turn_text_around_are_escaped():
    (row,) = table(photo(caption="Boats \u202etaob\rand sea"))
    assert row["caption"] == "Boats \\u202etaob\\rand sea"


def test_a_table_has_its_columns_in_order():
    out = io.StringIO(newline="")
    write_csv([], out)
    assert out.getvalue() == ",".join(CSV_COLUMNS) + "\r\n"


def test_json_lines_are_ascii_in_the_order_of_natural_keys():
    out = io.StringIO()
    photos = [photo(3, "B"), photo(2, "A", "Été"), photo(1, "A", provider="wire")]
    assert write_jsonl(iter(photos), out) == 3
    assert out.getvalue().isascii()
    back = [from_json(line, Photo) for line in out.getvalue().splitlines()]
    assert [(p.ref.provider, p.ref.id) for p in back] == [("desk", "A"), ("desk", "B"), ("wire", "A")]
    assert back[0] == photos[1]


def test_more_photos_than_a_run_are_sorted_on_disk(monkeypatch):
    monkeypatch.setattr(export, "_RUN", 3)
    out = io.StringIO()
    assert write_jsonl((photo(n, f"{(n * 7) % 11:02}") for n in range(11)), out) == 11
    assert [from_json(line, Photo).ref.id for line in out.getvalue().splitlines()] == [
        f"{n:02}" for n in range(11)
    ]


printable = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)


@given(st.lists(st.tuples(printable, printable.filter(str.strip)), min_size=1, max_size=5))
def test_words_and_identity_come_back_from_our_own_json_lines(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("x") / "export.jsonl"
    photos = [photo(number, reference, caption) for number, (caption, reference) in enumerate(pairs)]
    with path.open("w", encoding="ascii") as out:
        write_jsonl(photos, out)
    rows = list(read_source(path).rows)
    assert sorted((r.reference, r.caption) for r in rows) == sorted((ref, caption) for caption, ref in pairs)
    assert {row.provider for row in rows} == {"desk"}


def test_our_own_table_is_read_back_too(source):
    out = io.StringIO(newline="")
    write_csv([photo()], out, credit=lambda _: "EPA-EFE")
    (row,) = read_source(source("export.csv", out.getvalue())).rows
    assert (row.caption, row.reference, row.provider, row.image.name) == (WORDS, "A-1", "desk", "boats.jpg")
    assert row.extra["credit_line"] == "EPA-EFE/CITY OF VARNA HANDOUT"

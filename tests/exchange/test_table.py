import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CatalogError
from catalog.exchange import BadRow, SourceRow, read_source
from catalog.exchange.columns import meaning


def rows(path, agencies):
    return list(read_source(path, agencies=agencies).rows)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Caption", "caption"),
        ("description", "caption"),
        ("IMAGE_FILE", "image"),
        ("Asset-ID", "reference"),
        ("asset_id", "reference"),
        ("Légende", "caption"),
        ("Credit Line", "credit_line"),
        ("Photoshop:Credit", "credit_line"),
        ("Provider", "provider"),
    ],
)
def test_a_header_is_known_in_any_case_and_punctuation(header, field):
    assert meaning(header).field == field


def test_an_unknown_header_has_no_meaning():
    assert meaning("shelf") is None


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")]
)
def test_the_header_settles_the_delimiter(source, agencies, delimiter, name):
    path = source("a.csv", f"id{delimiter}caption\n007{delimiter}Boats in the harbour\n")
    found = read_source(path, agencies=agencies)
    assert (
        found.said
        == f"a.csv: took the file for a table: 2 columns separated by {name}, of which we know id, caption"
    )
    assert [(row.reference, row.caption) for row in found.rows] == [("007", "Boats in the harbour")]


def test_a_table_is_recognised_without_its_ending(source, agencies):
    assert read_source(source("export.txt", "caption,file\nBoats,a.jpg\n"), agencies=agencies).kind == "csv"


def test_excels_separator_line_is_no_header(source, agencies):
    path = source("a.csv", "sep=;\r\ncaption;id\r\nBoats, many;1\r\n")
    assert [(row.number, row.caption) for row in rows(path, agencies)] == [(3, "Boats, many")]


def test_unknown_columns_are_kept_and_known_ones_get_our_name(source, agencies):
    path = source("a.csv", "caption,Credit,shelf,date,headline,shelf\nBoats,AFP,B4,2020-05-01,Sea,C5\n")
    (row,) = rows(path, agencies)
    assert row.extra == {
        "credit_line": "AFP",
        "shelf": "B4",
        "date_created": "2020-05-01",
        "headline": "Sea",
        "shelf (column 6)": "C5",
    }


def test_the_better_spelling_wins_and_the_other_stays(source, agencies):
    (row,) = rows(source("a.csv", "text,caption,id\nlong text,Boats,1\n"), agencies)
    assert (row.caption, row.extra) == ("Boats", {"text": "long text"})


def test_a_caption_over_lines_keeps_its_first_line_number_and_its_bytes(source, agencies):
    raw = b'1,"Boats\r\nin the harbour, ""Argo"" among them"\r\n'
    (first, second) = rows(source("a.csv", b"id,caption\r\n" + raw + b"2,Sea\r\n"), agencies)
    assert (first.number, first.raw, first.caption) == (2, raw, 'Boats\r\nin the harbour, "Argo" among them')
    assert (second.number, second.raw) == (4, b"2,Sea\r\n")


def test_a_row_with_other_cells_is_bad_and_the_next_is_read(source, agencies):
    found = rows(source("a.csv", "id,caption\n1,a,b\n2,Boats\n"), agencies)
    assert found[0] == BadRow(2, b"1,a,b\n", "3 cells where the header has 2")
    assert found[1].caption == "Boats"


def test_a_row_without_caption_and_image_is_bad(source, agencies):
    assert rows(source("a.csv", "id,caption\n1,\n"), agencies) == [
        BadRow(2, b"1,\n", "neither caption nor image")
    ]


def test_blank_rows_are_passed_over(source, agencies):
    assert len(rows(source("a.csv", "id,caption\n\n,\n2,Boats\n"), agencies)) == 1


def test_an_unclosed_quote_costs_only_its_own_line(source, agencies):
    path = source("a.csv", 'id,caption\n1,"Boats\n2,Sea\n3,"Sand, warm"\n4,Gulls\n')
    found = rows(path, agencies)
    assert [row.number for row in found] == [2, 3, 4, 5]
    assert found[0].reason.startswith("broken quoting")
    assert [row.caption for row in found[1:]] == ["Sea", "Sand, warm", "Gulls"]


def test_an_unclosed_quote_at_the_end_costs_only_its_own_line(source, agencies):
    found = rows(source("a.csv", 'id,caption\n1,"Boats\n2,Sea\n'), agencies)
    assert isinstance(found[0], BadRow)
    assert found[1].caption == "Sea"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Boats\0", "column 'caption': a NUL character stands in it"),
        ("", "neither caption nor image"),
    ],
)
def test_a_text_that_cannot_be_kept_is_bad(source, agencies, cell, reason):
    (row,) = rows(source("a.csv", f"id,caption\n1,{cell}\n"), agencies)
    assert row.reason == reason


def test_image_paths_are_relative_to_the_table(source, agencies, tmp_path):
    source("in/photos/a b.jpg", b"\xff\xd8\xff")
    path = source(
        "in/a.csv",
        "file,caption\nphotos/a b.jpg,Boats\nphotos\\a b.jpg,Boats\n/far/c.jpg,Sea\nmissing.jpg,\n",
    )
    assert [row.image for row in rows(path, agencies)] == [
        tmp_path / "in/photos/a b.jpg",
        tmp_path / "in/photos/a b.jpg",
        type(tmp_path)("/far/c.jpg"),
        tmp_path / "in/missing.jpg",
    ]


def test_a_web_address_is_no_file(source, agencies):
    found = rows(
        source("a.csv", "file,caption\nhttps://example.org/a.jpg,Boats\nhttp://example.org/b.jpg,\n"),
        agencies,
    )
    assert found[0].image is None
    assert found[0].extra == {"image_url": "https://example.org/a.jpg"}
    assert found[1].reason == "only a web address for the picture, which is not fetched"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (codecs.BOM_UTF8 + "id,caption\n1,Été\n".encode(), ""),
        (codecs.BOM_UTF16_LE + "id,caption\n1,Été\n".encode("utf-16-le"), "; UTF-16"),
        (codecs.BOM_UTF16_BE + "id,caption\n1,Été\n".encode("utf-16-be"), "; UTF-16"),
        ("id,caption\n1,Été\n".encode("cp1252"), "; its encoding is not stated, read as cp1252"),
    ],
)
def test_encodings_are_found_and_a_guess_is_said(source, agencies, content, name):
    found = read_source(source("a.csv", content), agencies=agencies)
    assert found.said.endswith("of which we know id, caption" + name)
    (row,) = found.rows
    assert (row.reference, row.caption) == ("1", "Été")
    assert row.raw in content


def test_a_byte_that_is_no_utf8_past_the_head_costs_its_row(source, agencies):
    filler = b"1," + b"a" * 1000 + b"\n"
    path = source("a.csv", b"id,caption\n" + filler * 1100 + b"2,Caf\xe9\n3,Sea\n")
    *_, bad, good = rows(path, agencies)
    assert bad == BadRow(1102, b"2,Caf\xe9\n", "not UTF-8 at byte 6 (0xE9)")
    assert good.caption == "Sea"


def test_old_macintosh_line_ends_are_read(source, agencies):
    assert [row.caption for row in rows(source("a.csv", b"id,caption\r1,Boats\r2,Sea\r"), agencies)] == [
        "Boats",
        "Sea",
    ]


def test_a_table_without_a_known_column_says_so(source, agencies):
    with pytest.raises(CatalogError, match="no column is a caption or an image; its first line is 'x', 'y'"):
        read_source(source("a.csv", "x,y\n1,2\n"), agencies=agencies)


def test_a_header_alone_is_a_clean_empty_table(source, agencies):
    assert rows(source("a.csv", "id,caption\n"), agencies) == []


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_every_byte_of_a_table_is_in_some_row(tmp_path_factory, lines):
    body = b"".join(line + b"\n" for line in lines)
    path = tmp_path_factory.mktemp("t") / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + b"id,caption\n" + body)
    # Rows lie in the file one after the other; only blank rows lie between them.
    for row in read_source(path).rows:
        between, found, body = body.partition(row.raw)
        assert found == row.raw
        assert not between.decode().replace(",", "").replace('"', "").strip()
    assert not body.decode().replace(",", "").replace('"', "").strip()


def test_rows_come_before_the_table_is_read_to_its_end(source, agencies):
    path = source("a.csv", b"id,caption\n" + b"1,Boats\n" * 400_000)
    found = read_source(path, agencies=agencies)
    assert isinstance(next(found.rows), SourceRow)
    found.rows.close()

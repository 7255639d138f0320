import pytest

from catalog.exchange import BadRow, read_source

PROSE = [
    "Harbour town prepares for its kite festival",
    "The festival will open on Saturday, according to AFP, with two hundred kites from nine countries.",
    "Hotels are full and the beach was swept twice, the mayor said. Reuters reported.",
    "GHENT (AP) — The organisers expect calm winds and warm evenings until Sunday.",
    "“We have waited a year for this,” said Mira Koleva, who makes kites of silk and bamboo.",
    "The smallest kite fits into a matchbox; the largest needs eleven people.",
    "Last year rain ended the festival after an hour.",
    "The festival ends on Sunday evening with lanterns.",
]
CAPTIONS = [
    "Children fly kites on the beach in Varna, Bulgaria, 12 May 2021. EPA-EFE/MIRA KOLEVA",
    "A woman paints a kite in Varna, Bulgaria, May 11, 2021. City of Varna/Handout via REUTERS",
    "Kites hang in a workshop in Varna on May 10, 2021. (Photo by Lena MARTIN / AFP)",
]
ARTICLE = [PROSE[0], CAPTIONS[0], *PROSE[1:4], CAPTIONS[1], *PROSE[4:6], CAPTIONS[2], *PROSE[6:]]


def read(path, agencies, as_=None):
    return read_source(path, as_=as_, agencies=agencies)


@pytest.mark.parametrize(("between", "step"), [("\n\n", 2), ("\n", 1), ("\r\n\r\n", 2)])
def test_captions_are_found_between_the_prose_of_an_article(source, agencies, between, step):
    path = source("article.txt", between.join(ARTICLE) + "\n")
    found = read(path, agencies)
    assert found.kind == "article"
    assert found.said == "article.txt: took the file for an article: 3 captions found in 11 paragraphs"
    rows = list(found.rows)
    assert [row.caption for row in rows] == CAPTIONS
    assert [row.number for row in rows] == [1 + step * ARTICLE.index(caption) for caption in CAPTIONS]
    assert rows[0].raw == CAPTIONS[0].encode() + between[: len(between) // step].encode()


def test_wrapped_paragraphs_stay_whole(source, agencies):
    wrapped = "Children fly kites on the beach in Varna,\nBulgaria, 12 May 2021.\nEPA-EFE/MIRA KOLEVA"
    path = source("article.txt", "\n\n".join([PROSE[0], wrapped, PROSE[1]]))
    (row,) = read(path, agencies).rows
    assert (row.number, row.caption) == (3, wrapped)


def test_lines_that_all_carry_a_credit_are_captions(source, agencies):
    found = read(source("a.txt", "\n".join(CAPTIONS)), agencies)
    assert found.said == "a.txt: took the file for captions: one a line, 3 of them, 3 with a credit we know"
    assert [(row.number, row.caption) for row in found.rows] == list(enumerate(CAPTIONS, start=1))


def test_one_lost_credit_among_many_captions_makes_no_article(source, agencies):
    found = read(source("a.txt", "\n".join([*CAPTIONS * 4, PROSE[4]])), agencies)
    assert found.kind == "lines"
    assert len(list(found.rows)) == 13


def test_lines_without_any_credit_are_captions_too(source, agencies):
    assert len(list(read(source("a.txt", "Boats at sea\n\nGulls on a pier\n"), agencies).rows)) == 2


def test_paragraphs_over_lines_that_all_carry_a_credit_are_captions(source, agencies):
    wrapped = [caption.replace(" in ", "\nin ", 1) for caption in CAPTIONS]
    found = read(source("a.txt", "\n\n".join(wrapped)), agencies)
    assert found.kind == "paragraphs"
    assert [row.caption for row in found.rows] == wrapped


def test_the_explicit_kind_wins(source, agencies):
    path = source("article.txt", "\n\n".join(ARTICLE))
    lines = read(path, agencies, as_="lines")
    assert lines.said == "article.txt: took the file for captions: one a line"
    assert len(list(lines.rows)) == 11
    assert len(list(read(path, agencies, as_="paragraphs").rows)) == 11
    captions = source("a.txt", "\n".join(CAPTIONS))
    article = read(captions, agencies, as_="article")
    assert article.said == "a.txt: took the file for an article: every paragraph with a credit is a caption"
    assert len(list(article.rows)) == 3


def test_a_line_that_cannot_be_kept_is_bad(source, agencies):
    rows = list(read(source("a.txt", "Boats\nSe\0a\n"), agencies, as_="lines").rows)
    assert rows[1] == BadRow(2, b"Se\0a\n", "a NUL character stands in it")


def test_bytes_that_are_no_text_are_bad_rows_past_the_head(source, agencies):
    path = source("a.txt", (CAPTIONS[0].encode() + b"\n") * 14_000 + b"Caf\xe9\n")
    *_, last = read(path, agencies, as_="article").rows
    assert last == BadRow(14_001, b"Caf\xe9\n", "not UTF-8 at byte 4 (0xE9)")


def test_a_long_file_is_judged_by_its_first_stretch(source, agencies):
    path = source("a.txt", (CAPTIONS[0] + "\n") * 14_000)
    assert "of its first MiB" in read(path, agencies).said


def test_a_line_end_inside_a_character_is_none(source, agencies):
    # The end of the first letter and the begin of the second are a line feed's bytes in UTF-16.
    path = source("a.txt", "Boats \u0a05\u0400 at sea\nGulls\n".encode("utf-16"))
    rows = list(read(path, agencies).rows)
    assert [(row.number, row.caption) for row in rows] == [(1, "Boats \u0a05\u0400 at sea"), (2, "Gulls")]


def test_a_line_without_end_is_a_bad_row(source, agencies):
    path = source("a.txt", b"Boats\n" + b"a" * (9 << 20) + b"\nGulls\n")
    for kind in ("lines", "paragraphs", "article"):
        bad = [row for row in read(path, agencies, as_=kind).rows if isinstance(row, BadRow)]
        assert [row.reason for row in bad] == ["a line of more than 8 MiB, kept in part"]


def test_a_long_line_of_wide_characters_is_cut_between_two(source, agencies):
    path = source("a.txt", ("é" * (5 << 20) + "\nGulls\n").encode("utf-16"))
    bad, good = read(path, agencies, as_="lines").rows
    assert (bad.reason, good.number, good.caption) == ("a line of more than 8 MiB, kept in part", 2, "Gulls")


def test_a_long_run_of_lines_is_cut_into_paragraphs_of_bounded_length(source, agencies):
    line = b"Boats at sea " * 8 + b"\n"
    path = source("a.txt", line * 90_000)
    rows = list(read(path, agencies, as_="paragraphs").rows)
    assert len(rows) == 2
    assert b"".join(row.raw for row in rows) == line * 90_000


def test_a_line_longer_than_editors_wrap_is_a_paragraph_without_a_sentences_end_too(source, agencies):
    block = f"{PROSE[6].rstrip('.')}, {PROSE[7].rstrip('.')}, {PROSE[5].rstrip('.')}\n{CAPTIONS[0]}"
    (row,) = read(source("a.txt", f"{PROSE[0]}\n\n{block}"), agencies).rows
    assert (row.number, row.caption) == (4, CAPTIONS[0])


def test_short_lines_in_a_block_that_each_carry_a_credit_are_paragraphs_of_their_own(source, agencies):
    short = ["Kites over Varna. EPA/MIRA KOLEVA", "Lanterns in Varna. AFP/LI NA"]
    rows = list(read(source("a.txt", "\n\n".join([*PROSE[:2], "\n".join(short)])), agencies).rows)
    assert [(row.number, row.caption) for row in rows] == [(5, short[0]), (6, short[1])]


def test_lines_in_a_block_that_are_whole_sentences_are_paragraphs_of_their_own(source, agencies):
    block = "\n".join([PROSE[1], CAPTIONS[0], CAPTIONS[1]])
    rows = list(read(source("a.txt", PROSE[0] + "\n\n" + block), agencies).rows)
    assert [row.number for row in rows] == [4, 5]

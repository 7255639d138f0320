"""No text takes long, however it is made: time grows with the length of a caption and with nothing else."""

import sys
import time

import pytest

from catalog.caption import parse_caption

MEGABYTE = 1_000_000
# Counting covered lines costs four times the reading itself.
SECONDS = 2.0 if sys.gettrace() is None else 10.0
# One of these again and again is a text that a pattern without bounds would not get through.
UNITS = {
    "slashes": "/",
    "brackets that open": "(",
    "brackets that close": ")",
    "blanks": " ",
    "line breaks": "\n",
    "digits": "1",
    "digits with blanks": "1 ",
    "digits with dots": "1.",
    "dates": "03.04.2019 ",
    "capitals": "A",
    "capitals with blanks": "A B C ",
    "letters": "a",
    "small words": "the ",
    "full stops": ". ",
    "commas": ", ",
    "dashes": "A-",
    "names": "Ada Rowe ",
    "Chinese letters": "中国",
    "Chinese places": "北京市的",
    "Korean places": "서울에서 ",
    "Hebrew places": "בתל אביב ",
    "Arabic words": "مدينة ",
    "Russian quotes": "станции «Сокол» ",
    "places": "in Paris, ",
    "labels": "Photo by Ada ",
    "agencies": "AFP ",
    "relays": " via AP",
    "bracketed agencies": "(AP) ",
    "brackets with names": "(Ada/",
    "notices": "NO SALES ",
    "entities": "&amp;",
    "halves of surrogate pairs": "\ud800",
    "captions": "A lamp burns in Kyiv, Ukraine, 3 May 2019. EPA/ADA ROWE HANDOUT EDITORIAL USE ONLY ",
}


@pytest.fixture(autouse=True, scope="module")
def _loaded():
    """Words, agencies and map are read once, before any clock runs."""
    parse_caption(UNITS["captions"])


def _seconds(text: str) -> float:
    start = time.process_time()
    parse_caption(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_megabyte_of_anything_takes_two_seconds_at_most(unit):
    assert _seconds((unit * MEGABYTE)[:MEGABYTE]) < SECONDS


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_short_run_of_anything_before_prose_takes_no_time(unit):
    """Where a pattern may part a text in many ways, a hundred characters are enough to never end."""
    assert _seconds((unit * 100)[:100] + " is shown in the rain via AP") < SECONDS / 4


def test_a_long_word_in_capitals_before_a_credit_takes_no_time():
    assert _seconds(f"SEEN AT THE {'LAMP' * 12} is open via AP") < SECONDS / 4

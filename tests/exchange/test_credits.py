import time
import tomllib
from importlib.resources import files

import pytest

from catalog.exchange.credits import carries_credit

HABITS = tomllib.loads(files("catalog.exchange").joinpath("data/credits.toml").read_text("utf-8"))


@pytest.mark.parametrize("text", HABITS["examples"])
def test_a_credit_where_wires_put_it_makes_a_caption(text, agencies):
    assert carries_credit(text, agencies)


@pytest.mark.parametrize("text", HABITS["counterexamples"])
def test_naming_an_agency_in_a_sentence_makes_no_caption(text, agencies):
    assert not carries_credit(text, agencies)


@pytest.mark.parametrize(
    "text",
    [
        "Boats at sea. AFP " + "A-" * 50 + "a!",
        "Boats at sea. AFP " + "De " * 30 + "!a",
        "Boats at sea (" + "A/" * 100_000,
        "AFP. " * 100_000 + "and so on",
        "Photo: " * 100_000 + "and so on, he said.",
        "according to " * 50_000 + "AFP",
    ],
    ids=["hyphens", "small words", "slashes", "agencies", "openers", "reporting"],
)
def test_no_text_takes_long(text, agencies):
    started = time.perf_counter()
    carries_credit(text, agencies)
    assert time.perf_counter() - started < 5


def test_the_ends_of_a_long_paragraph_are_looked_at(agencies):
    prose = "The kites rose and fell with the wind over the harbour and nobody wanted to go home. " * 60
    assert not carries_credit(prose, agencies)
    assert carries_credit(prose + "REUTERS/Lena Martin", agencies)
    assert carries_credit("(Photo by Lena MARTIN / AFP) " + prose, agencies)

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

import tomllib
from importlib.resources import files

import pytest

from catalog.vocabulary.countries import CodeKind, CountryCode, country_of_code, load_country_codes

MEANT = [
    ("CH", CountryCode(country="CH")),
    ("CHE", CountryCode(country="CH")),
    ("che", CountryCode(country="CH")),
    ("UK", CountryCode(country="GB")),
    ("XK", CountryCode(country="XK")),
    ("BUR", CountryCode(country="MM")),
    ("TP", CountryCode(country="TL")),
    ("ROM", CountryCode(kind=CodeKind.FORMER, country="RO")),
    ("SUN", CountryCode(kind=CodeKind.FORMER, name="Soviet Union")),
    ("XKX", CountryCode(kind=CodeKind.USUAL, country="XK")),
    ("XSC", CountryCode(kind=CodeKind.IPTC, country="GB", name="Scotland")),
    ("XSE", CountryCode(kind=CodeKind.IPTC, name="At sea")),
    ("SUI", CountryCode(kind=CodeKind.SPORT, country="CH")),
    ("BRN", CountryCode(country="BN")),
]


@pytest.mark.parametrize(("code", "meant"), MEANT, ids=[code for code, _ in MEANT])
def test_a_code_stands_for_its_country(code, meant):
    assert country_of_code(code) == meant


@pytest.mark.parametrize("text", ["XX", "XXX", "QM", "ZZ", "EU", "AC", "Oman", "", "1"])
def test_what_iso_left_to_its_users_and_what_is_no_code_stand_for_nothing(text):
    assert country_of_code(text) is None


def test_no_list_gives_a_code_of_iso_another_meaning():
    text = files("catalog.vocabulary").joinpath("data/country_codes.toml").read_text("utf-8")
    table = tomllib.loads(text)
    listed = {code: kind for kind in CodeKind for code in table.get(kind.value, ())}
    assert {code: load_country_codes()[code].kind for code in listed} == listed


def test_a_code_has_a_country_or_a_name():
    codes = load_country_codes()
    assert {code for code, one in codes.items() if one.country is None and one.name is None} == set()
    assert {code for code, one in codes.items() if one.kind is not CodeKind.ISO and len(code) != 3} == set()
    assert {one.country for one in codes.values()} - {None} <= set(codes)

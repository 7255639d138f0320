"""Whose a place is, by date and view."""

import pytest

from catalog.places.claims import holds
from catalog.records import Claim

VIEWS = [
    # place, date, worldview, country
    ("Martakert", "2020-09-30", "un", "AZ"),
    ("Martakert", "2020-09-30", "de-facto", None),
    ("Martakert", "2024-01-05", "de-facto", "AZ"),
    ("Martakert", None, "de-facto", "AZ"),
    ("Martakert", "2020-09-30", "AM", "AZ"),
    ("Madagiz", "2020-09-30", "de-facto", None),
    ("Madagiz", "2020-10-09", "de-facto", "AZ"),
    ("Shusha", "2020-11-05", "de-facto", None),
    ("Shusha", "2021", "de-facto", "AZ"),
    ("Crimea", "2013", "de-facto", "UA"),
    ("Crimea", "2016-05-09", "de-facto", "RU"),
    ("Crimea", "2016-05-09", "un", "UA"),
    ("Crimea", "2016-05-09", "RU", "RU"),
    ("Crimea", "2016-05-09", "ru", "RU"),
    ("Crimea", "2013-05-09", "RU", "UA"),
    ("Crimea", "2016-05-09", "FR", "UA"),
    ("Kherson", "2022-06-01", "de-facto", "RU"),
    ("Kherson", "2022-12-01", "de-facto", "UA"),
    ("Donetsk", "2018", "de-facto", None),
    ("Donetsk", "2023", "de-facto", "RU"),
    ("Golan Heights", None, "un", "SY"),
    ("Golan Heights", None, "IL", "IL"),
    ("Golan Heights", None, "de-facto", "IL"),
    ("Golan Heights", "1975", "IL", "IL"),
    ("East Jerusalem", "1960", "de-facto", "JO"),
    ("Abkhazia", None, "un", "GE"),
    ("Sukhumi", None, "de-facto", None),
    ("Kosovo", None, "un", "XK"),
    ("Kosovo", None, "RS", "RS"),
    ("Taiwan", None, "un", "TW"),
    ("Taiwan", None, "CN", "CN"),
    ("Falkland Islands", "1982-05-01", "de-facto", "AR"),
    ("Falkland Islands", "1983", "de-facto", "GB"),
    ("Falkland Islands", None, "AR", "AR"),
    ("Juba", "2009", "un", "SD"),
    ("Juba", "2012", "un", "SS"),
    ("Kashmir", None, "un", None),
    ("Kashmir", None, "IN", "IN"),
    ("Srinagar", None, "PK", "PK"),
    ("Srinagar", None, "un", "IN"),
    ("Scarborough Shoal", None, "un", None),
    ("Scarborough Shoal", None, "PH", "PH"),
    ("Scarborough Shoal", "2015", "de-facto", "CN"),
    ("Black Sea", None, "RU", None),
    ("Minneapolis", None, "RU", "US"),
    ("Minneapolis", None, "de-facto", "US"),
]


@pytest.mark.parametrize(
    ("name", "on", "view", "country"), VIEWS, ids=["-".join(map(str, row)) for row in VIEWS]
)
def test_a_country_follows_the_view_at_the_date(gazetteer, name, on, view, country):
    place = gazetteer.find(name)[0]
    assert gazetteer.country_of(place, on, view) == country


def test_the_default_view_is_the_united_nations(gazetteer):
    place = gazetteer.find("Sevastopol")[0]
    assert gazetteer.country_of(place) == gazetteer.country_of(place, None, "un") == "UA"


def test_who_holds_the_ground_is_told_even_without_a_code(gazetteer):
    martakert = gazetteer.find("Martakert")[0]
    assert gazetteer.controller(martakert, "2020-09-30").party == "Republic of Artsakh"
    assert gazetteer.controller(martakert, "2023-10").party == "Azerbaijan"
    assert gazetteer.controller(gazetteer.find("Minneapolis")[0]) is None


def test_a_town_shares_the_claims_on_its_region_and_country(gazetteer):
    alushta = gazetteer.find("Alushta")[0]
    assert "Russia" in {claim.party for claim in alushta.claims}
    prizren = next(place for place in gazetteer.find("Prizren") if place.kind == "city")
    assert "Serbia" in {claim.party for claim in prizren.claims}
    assert gazetteer.find("Lviv")[0].claims == ()


HOLDING = [
    ("1993", "2023", "1992", False),
    ("1993", "2023", "1993-05", True),
    ("1993", "2023", "2023-12-31", True),
    ("1993", "2023", "2024-01-01", False),
    ("1993", "2023", None, False),
    ("1993", None, None, True),
    (None, None, "1700", True),
    ("2014-03", None, "2014", True),
    ("2014-03", None, "2014-02-27", False),
    (None, "2020-11-08", "2020-11", True),
    (None, "2020-11-08", "2020-11-09", False),
    ("2014", None, "2020-09-30?", True),
    ("2014", "2020", "2020-09/2020-10", True),
    ("2014", None, "unknown", True),
]


@pytest.mark.parametrize(("start", "end", "on", "expected"), HOLDING)
def test_a_claim_holds_between_its_dates(start, end, on, expected):
    claim = Claim(party="Ruritania", kind="controlled", from_=start, to=end, source="a test")
    assert holds(claim, on) is expected

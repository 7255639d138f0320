"""The rules beside the tagger do what a desk would expect of them, so that it is compared with something."""

from datetime import datetime

import pytest

from benchmarks.parsing.keywords import AGENCIES, Entity, answer, edtf
from tests.accuracy.labels import read_labels


def tagged(caption, **names):
    """An answer to a caption in which the tagger found these names, under their labels."""
    entities = [
        Entity(label, caption.index(name), caption.index(name) + len(name))
        for label, found in names.items()
        for name in found
    ]
    return answer(caption, sorted(entities, key=lambda entity: entity.start), read_day)


def read_day(words, fill):
    """A date library that knows three shapes."""
    for shape, kept in (("%d %B %Y", {}), ("%B %Y", {"day": fill.day}), ("%A", None)):
        try:
            found = datetime.strptime(words, shape)  # noqa: DTZ007 - days have no zone
        except ValueError:
            continue
        return fill if kept is None else found.replace(**kept)
    raise ValueError(words)


@pytest.mark.parametrize(
    ("words", "date"),
    [("4 June 2018", "2018-06-04"), ("June 2018", "2018-06"), ("Monday", None), ("two days", None)],
)
def test_a_date_says_no_more_than_its_words(words, date):
    assert edtf(words, read_day) == date


def test_a_year_is_told_by_itself():
    assert edtf("2018", lambda _words, fill: fill.replace(year=2018)) == "2018"


def test_a_year_that_no_photograph_has_is_none():
    assert edtf("150", lambda _words, fill: fill.replace(year=150)) is None


def test_a_credit_is_read_beside_its_agency():
    got = tagged(
        "A tram in Graz, Austria, 4 June 2018. REUTERS/Ida Berghold",
        GPE=["Graz", "Austria"],
        DATE=["4 June 2018"],
    )
    assert (got["agencies"], got["creators"], got["handout"]) == (["REUTERS"], ["Ida Berghold"], False)
    assert (got["places"], got["date"]) == (["Graz", "Austria"], "2018-06-04")


def test_a_shouted_credit_gets_natural_case():
    assert tagged("A tram in Graz. EPA-EFE/IDA BERGHOLD")["creators"] == ["Ida Berghold"]
    assert tagged("A tram in Graz. EPA-EFE/IDA BERGHOLD")["agencies"] == ["EPA-EFE"]


def test_who_gave_a_picture_is_the_name_after_the_verb():
    got = tagged(
        "A photo made available by the Graz Tramway shows a tram. (Graz Tramway via AP)", ORG=["Graz Tramway"]
    )
    assert (got["handout"], got["handout_source"], got["agencies"]) == (True, "Graz Tramway", ["AP"])


def test_who_gave_a_picture_stands_beside_handout_in_the_credit():
    got = tagged("A tram in Graz. EPA/GRAZ TRAMWAY / HANDOUT NO SALES")
    assert (got["handout_source"], got["creators"]) == ("Graz Tramway", [])
    assert got["kinds"] == ["handout"]


def test_a_picture_by_a_third_party_is_a_handout_from_nobody():
    got = tagged("A tram in Graz. THIS PICTURE WAS PROVIDED BY A THIRD PARTY", ORG=["THIRD PARTY"])
    assert (got["handout"], got["handout_source"]) == (True, None)


def test_the_list_of_agencies_is_in_the_words_of_the_labels():
    named = {agency for _, label in read_labels() for agency in label.agencies}
    assert set(AGENCIES) - named == set()

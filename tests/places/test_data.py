"""The linter of the hand-kept files: every datum proves itself."""

import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.places.inflection import load_endings
from catalog.places.keys import name_key
from catalog.places.knowledge import (
    DATA,
    CountryFile,
    RegionFile,
    StopFile,
    load_demonyms,
    load_knowledge,
)
from catalog.places.overlay import load_overlay
from catalog.places.same import same_place

OVERLAY = DATA / "overlay"
FILES = sorted(DATA.rglob("*.toml"))
PLACES = load_overlay(OVERLAY)
EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_names_its_sources_and_is_clean(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert table["sources"]
    assert date.fromisoformat(table["checked"]).year >= 2026
    for text in strings(table):
        assert text == text.strip()
        assert "  " not in text
        assert unicodedata.is_normalized("NFC", text), text


def scripts(name):
    return {unicodedata.name(letter).split()[0] for letter in name if letter.isalpha()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_mixes_letters_that_look_alike(path):
    for text in strings(tomllib.loads(path.read_text(encoding="utf-8"))):
        for word in text.split():
            assert not {"LATIN", "CYRILLIC"} <= scripts(word), word


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_an_overlay_place_is_found_under_each_of_its_names(gazetteer, place):
    for name in (place.name, *place.names, *place.abbreviations):
        hits = [
            hit
            for hit in gazetteer.find(name, rare=True)
            if hit.name == place.name and hit.kind is place.kind
        ]
        assert hits, name
        assert place.claims in {hit.claims for hit in hits} or not place.claims


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_an_overlay_place_does_not_repeat_a_name(place):
    keys = Counter(name_key(name) for name in (place.name, *place.names))
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_two_overlay_places_are_one():
    for number, one in enumerate(PLACES):
        for other in PLACES[number + 1 :]:
            shared = {name_key(n) for n in (one.name, *one.names)} & {
                name_key(n) for n in (other.name, *other.names)
            }
            assert not (shared and same_place(one, other)), (one.name, other.name)


@pytest.mark.parametrize("place", [place for place in PLACES if place.claims], ids=lambda place: place.name)
def test_a_claim_has_a_kind_a_source_and_ordered_dates(place):
    for claim in place.claims:
        assert claim.kind in {"recognised", "controlled", "claimed"}
        assert len(claim.source) > 10
        for when in (claim.from_, claim.to):
            assert when is None or EDTF.fullmatch(when)
        assert not (claim.from_ and claim.to) or claim.from_ <= claim.to


@pytest.mark.parametrize("place", [place for place in PLACES if place.claims], ids=lambda place: place.name)
def test_a_recognised_party_is_the_country_of_the_place(gazetteer, place):
    parties = {gazetteer.country(c.party) for c in place.claims if c.kind == "recognised" and c.to is None}
    assert parties <= {place.country}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_an_overlay_place_lies_on_the_globe_in_a_known_country(gazetteer, place):
    assert (place.latitude is None) == (place.longitude is None)
    assert place.latitude is None or (abs(place.latitude) <= 90 and abs(place.longitude) <= 180)
    assert place.country is None or gazetteer.country_name(place.country) != place.country


def test_a_country_has_no_name_of_another(gazetteer):
    names = load_knowledge("country_names.toml", CountryFile)
    for alpha2, entry in names.countries.items():
        for name in (entry.show or alpha2, *entry.names, *entry.former, *entry.parts, *entry.abbreviations):
            assert gazetteer.country(name) == alpha2, name


def test_all_members_of_the_united_nations_have_a_demonym(gazetteer):
    demonyms = load_demonyms()
    small = {"AQ", "BV", "HM", "UM", "AN", "CS"}
    english = demonyms.languages["en"]
    sovereign = {alpha2 for alpha2 in gazetteer._table.alpha2 if alpha2 not in small and alpha2 in english}
    assert len(sovereign) >= 200
    assert {"PS", "TW", "XK", "VA", "HK", "GL"} <= sovereign


def test_every_peoples_word_leads_somewhere(gazetteer):
    demonyms = load_demonyms()
    shared = {"dominican", "dominicans", "congolese", "dominicano", "dominicana"}
    for language, words in demonyms.languages.items():
        for alpha2, spellings in words.items():
            for word in (form for spelling in spellings for form in demonyms.expand(spelling, language)):
                found = gazetteer.nationality(word)
                assert found == alpha2 or name_key(word) in shared, (language, alpha2, word, found)
    for land in demonyms.lands:
        for word in land.words:
            for form in demonyms.expand(word, "en"):
                assert gazetteer.people(form) is not None, form


def test_every_region_abbreviation_is_found_as_written(gazetteer):
    regions = load_knowledge("region_names.toml", RegionFile)
    for iso, spellings in (*regions.abbreviations.items(), *regions.names.items()):
        for spelling in spellings:
            hits = [place for place in gazetteer.region(spelling) if place.country == iso[:2]]
            assert hits, (iso, spelling)


def test_a_stop_word_stands_in_one_group_only():
    stops = load_knowledge("stop_names.toml", StopFile)
    words = Counter(name_key(word) for group in stops.groups for word in group.names)
    assert [word for word, times in words.items() if times > 1] == []


def test_a_stop_word_is_no_small_place(gazetteer):
    stops = load_knowledge("stop_names.toml", StopFile)
    for group in stops.groups:
        for word in group.names:
            for place in gazetteer.find(word.lower()):
                assert place.kind == "country" or "." in word, word


ENDINGS = load_endings()
EXAMPLES = [(example.text, example.gives) for rule in ENDINGS for example in rule.examples]
COUNTEREXAMPLES = [text for rule in ENDINGS for text in rule.counterexamples]


@pytest.mark.parametrize(("text", "gives"), EXAMPLES)
def test_a_declined_name_leads_to_its_place(gazetteer, text, gives):
    assert gazetteer.find(text, inflected=True)[0] == gazetteer.find(gives)[0]


@pytest.mark.parametrize("text", COUNTEREXAMPLES)
def test_a_word_with_such_an_ending_is_no_place(gazetteer, text):
    assert gazetteer.find(text, inflected=True) == ()


def test_each_ending_matches_its_own_examples():
    for rule in ENDINGS:
        for example in rule.examples:
            words = name_key(example.text).split()
            assert any(word.endswith(name_key(rule.ending)) for word in words), (rule.ending, example.text)
        for text in rule.counterexamples:
            assert name_key(text).endswith(name_key(rule.ending)), (rule.ending, text)


@pytest.mark.parametrize(
    "content", ["no toml [", 'sources = ["x"]', 'sources = ["x"]\nchecked = 3\nplaces = []']
)
def test_a_broken_overlay_says_which_file(tmp_path, content):
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"own\.toml"):
        load_overlay(path)


def test_an_overlay_that_shares_claims_with_nobody_is_refused(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'sources = ["x"]\nchecked = "2026-01-01"\n'
        'places = [{ name = "A", kind = "city", claims_of = "B" }]\n',
        encoding="utf-8",
    )
    with pytest.raises(CatalogError, match="claims_of"):
        load_overlay(path)


def test_missing_knowledge_says_which_file(tmp_path):
    with pytest.raises(CatalogError, match=r"stop_names\.toml"):
        load_knowledge("stop_names.toml", StopFile, Path(tmp_path))

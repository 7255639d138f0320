"""Looking a whole text up, and finding every name in a text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.agencies import Agencies, load_agencies
from catalog.agencies.boundaries import loosen

CASES = Path(__file__).parent / "cases"
LOOKUPS = tomllib.loads((CASES / "lookup.toml").read_text(encoding="utf-8"))["lookup"]
SCANS = tomllib.loads((CASES / "scan.toml").read_text(encoding="utf-8"))["scan"]
OWNERS: dict[str, set[str]] = {}
for _agency in load_agencies():
    for _name in _agency.names:
        OWNERS.setdefault(loosen(_name.text), set()).add(_agency.id)
SPELLINGS = sorted({name.text for agency in load_agencies() for name in agency.names})


@pytest.mark.parametrize("case", LOOKUPS, ids=[case["note"] for case in LOOKUPS])
def test_a_whole_text_is_looked_up(agencies: Agencies, case: dict) -> None:
    found = agencies.lookup(case["text"], on=case.get("on"))

    assert sorted(agency.id for agency in found) == sorted(case["ids"])


@pytest.mark.parametrize("case", SCANS, ids=[case["note"] for case in SCANS])
def test_names_are_found_in_a_text(agencies: Agencies, case: dict) -> None:
    how = {key: case[key] for key in ("glued", "prose", "language") if key in case}
    hits = agencies.scan(case["text"], **how)

    found = [
        [case["text"][hit.start : hit.end], sorted(agency.name for agency in hit.agencies)] for hit in hits
    ]
    assert found == [[words, sorted(names.split("|"))] for words, names in case["found"]]


def test_a_date_narrows_a_shared_name(tmp_path: Path) -> None:
    for id_, period in (("old-house", 'until = "1999"'), ("new-house", 'from = "2005-06"')):
        (tmp_path / f"{id_}.toml").write_text(
            f'id = "{id_}"\nname = "HARBOUR WIRE"\nfull_name = "Harbour Wire"\nkind = "wire"\n'
            'sources = ["x"]\nchecked = "2026"\n'
            f'names = [{{ text = "Harbour Wire", canonical = true, {period} }}]'
        )
    agencies = load_agencies(tmp_path)

    def ids(on: str | None) -> list[str]:
        looked_up = [agency.id for agency in agencies.lookup("harbour wire", on)]
        (hit,) = agencies.scan("Photo: Harbour Wire", on=on)
        assert [agency.id for agency in hit.agencies] == looked_up
        return looked_up

    assert ids("1987-03-02") == ["old-house"]
    assert ids("2020") == ["new-house"]
    assert ids("2005") == ["new-house"]
    assert ids("2002") == ids(None) == ids("199X") == ["new-house", "old-house"]


def test_agencies_are_reached_by_id_and_in_turn(agencies: Agencies) -> None:
    assert agencies.get("epa-efe") in list(agencies)
    assert agencies.get("nobody") is None
    assert len(agencies) == len(list(agencies))


def test_the_canonical_name_leads_to_its_agency(agencies: Agencies) -> None:
    lost = [agency.id for agency in agencies if agency not in agencies.lookup(agency.name.lower())]
    assert lost == []


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(SPELLINGS), st.text(max_size=6)), max_size=8).map("".join),
    st.booleans(),
)
def test_hits_are_in_order_apart_and_slice_the_text_to_a_spelling(text: str, glued: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    agencies = load_agencies()
    border = 0
    for hit in agencies.scan(text, glued=glued):
        assert border <= hit.start < hit.end <= len(text)
        assert {agency.id for agency in hit.agencies} <= OWNERS[loosen(text[hit.start : hit.end])]
        border = hit.end


@settings(deadline=None)
@given(st.sampled_from(SPELLINGS), st.text(max_size=10), st.text(max_size=10))
def test_a_name_set_apart_is_found_whatever_stands_around_it(name: str, before: str, after: str) -> None:
    text = f"{before} | {name} | {after}"
    start = len(before) + 3

    spans = [(hit.start, hit.end) for hit in load_agencies().scan(text)]
    assert (start, start + len(name)) in spans

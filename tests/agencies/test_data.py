"""The linter of the agencies' data: what each TOML file promises is tried out."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest

from catalog.agencies import Agencies, Agency, AgencyName, match_form
from catalog.agencies.boundaries import loosen
from catalog.agencies.forms import _pattern
from catalog.agencies.load import DATA

FILES = sorted(DATA.glob("*.toml"))
CANONICAL = tomllib.loads((Path(__file__).parent / "cases" / "canonical.toml").read_text(encoding="utf-8"))
FRAMES = ["{}", "(Photo: {})", "© {}", "Nora Whitfield/{}", "{}/Nora Whitfield", "Foto: Nora Whitfield, {}."]
SCHEMA = msgspec.json.schema(Agency)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def objects(schema: dict) -> list[dict]:
    """Every object that a schema describes."""
    return [part for part in schema["$defs"].values() if part.get("type") == "object"]


def strings(value: object) -> Iterator[str]:
    """Every text in a TOML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def letters(name: AgencyName) -> str:
    return "".join(filter(str.isalnum, name.text))


def test_the_schema_allows_no_other_key() -> None:
    assert len(objects(SCHEMA)) == 4
    assert all(part["additionalProperties"] is False for part in objects(SCHEMA))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_is_of_the_schema_and_clean(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    content = tomllib.loads(text)

    VALIDATOR.validate(content)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[ \t]+$|\t|\r|\u00a0|\u200b", text, re.MULTILINE)
    assert [words for words in strings(content) if words != " ".join(words.split())] == []


def test_the_names_others_rely_on_are_there(agencies: Agencies) -> None:
    assert set(CANONICAL["names"]) - {agency.name for agency in agencies} == set()
    assert len(agencies) >= 120


def test_a_spelling_is_one_agencys_or_ambiguous_on_both_sides(agencies: Agencies) -> None:
    owners: dict[str, dict[str, AgencyName]] = defaultdict(dict)
    for agency in agencies:
        for name in agency.names:
            owners[loosen(name.text)][agency.id] = name

    faults = [
        (spelling, id_)
        for spelling, names in owners.items()
        for id_, name in names.items()
        if set(name.ambiguous_with) != set(names) - {id_}
    ]
    assert faults == []


def test_an_agency_lists_no_spelling_twice(agencies: Agencies) -> None:
    faults = []
    for agency in agencies:
        alike: dict[str, list[AgencyName]] = defaultdict(list)
        for name in agency.names:
            alike[loosen(name.text)].append(name)
        faults += [
            (agency.id, spelling)
            for spelling, names in alike.items()
            if len(names) > 1
            and not (all(n.exact_case for n in names) and len({letters(n) for n in names}) == len(names))
        ]
    assert faults == []


def test_sources_are_addresses_and_listed_once(agencies: Agencies) -> None:
    faults = [
        agency.id
        for agency in agencies
        if len(set(agency.sources)) != len(agency.sources)
        or not all(re.fullmatch(r"https?://\S+|ISO \d+.*", source) for source in agency.sources)
    ]
    assert faults == []


def test_codes_are_listed_once_whatever_their_case(agencies: Agencies) -> None:
    faults = []
    for agency in agencies:
        codes = [code.casefold() for code in (*agency.staff_codes, *agency.stringer_codes)]
        faults += [agency.id] * (len(set(codes)) != len(codes))
    assert faults == []


def test_successors_are_known_and_whoever_hands_out_is_of_a_state(agencies: Agencies) -> None:
    assert [a.id for a in agencies if any(agencies.get(id_) is None for id_ in a.successors)] == []
    assert [a.id for a in agencies if a.can_hand_out and not a.state_controlled] == []


def test_every_template_fits_its_examples_and_no_counterexample(agencies: Agencies) -> None:
    faults = [
        (agency.id, form.template, text)
        for agency in agencies
        for form in agency.credit_forms
        for text, wanted in [(e.text, True) for e in form.examples]
        + [(c, False) for c in form.counterexamples]
        if (match_form(form.template, agency, text) is not None) is not wanted
    ]
    assert faults == []
    assert [agency.id for agency in agencies if not agency.credit_forms] == []


def test_a_mark_of_an_own_picture_has_counterexamples(agencies: Agencies) -> None:
    faults = [
        (agency.id, form.template)
        for agency in agencies
        for form in agency.credit_forms
        if form.own and not form.counterexamples
    ]
    assert faults == []


def test_what_a_template_finds_is_what_its_example_expects(agencies: Agencies) -> None:
    faults = []
    for agency in agencies:
        for form in agency.credit_forms:
            for example in form.examples:
                found = match_form(form.template, agency, example.text) or {}
                creators = [found["creator"]] if "creator" in found else []
                source = found.get("source", example.handout_source)
                expected = ([*example.creators], example.handout_source, True)
                if casefolded((creators, source, agency.name in example.agencies)) != casefolded(expected):
                    faults.append((agency.id, example.text, creators, source))
    assert faults == []


def casefolded(values: tuple) -> str:
    """Values in a form that compares without case."""
    return repr(values).casefold()


def test_an_examples_agencies_are_found_in_credit_order(agencies: Agencies) -> None:
    faults = []
    for agency in agencies:
        for form in agency.credit_forms:
            for example in form.examples:
                found: dict[str, None] = {}
                for hit in agencies.scan(example.text):
                    names = [a.name for a in hit.agencies]
                    found.setdefault(next((n for n in names if n in example.agencies), names[0]))
                if tuple(found) != example.agencies:
                    faults.append((agency.id, example.text, tuple(found)))
    assert faults == []


def test_no_form_fits_an_example_of_other_agencies(agencies: Agencies) -> None:
    forms = [
        (agency, _pattern(form.template, agency))
        for agency in agencies
        for form in agency.credit_forms
        if agency.kind == "wire" or form.own
    ]
    faults = [
        (other.id, pattern.pattern[:40], example.text)
        for agency in agencies
        for form in agency.credit_forms
        for example in form.examples
        for other, pattern in forms
        if other.name not in example.agencies and pattern.fullmatch(example.text)
        if not any(other.id in name.ambiguous_with for name in agency.names)
    ]
    assert faults == []


@pytest.mark.parametrize("frame", FRAMES)
def test_every_spelling_is_found_in_a_minimal_credit(agencies: Agencies, frame: str) -> None:
    faults = []
    for agency in agencies:
        for name in agency.names:
            text = frame.format(name.text)
            start = frame.index("{}")
            spans = {(hit.start, hit.end) for hit in agencies.scan(text) if agency in hit.agencies}
            if (start, start + len(name.text)) not in spans:
                faults.append((agency.id, name.text))
    assert faults == []

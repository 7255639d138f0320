"""What the Guardian's Grid asserts of its metadata rules, asked of ours: `python benchmarks/grid.py CASES`.

CASES is a file of JSON Lines with `group`, `input` and `expect`, one for each test of Grid. Grid cleans a
picture's fields, we read and keep them: each group is translated into a question to `read_credit_fields`, and
what we do otherwise on purpose is said beside it. Nothing here knows a case.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from catalog.agencies import load_agencies
from catalog.caption import read_credit_fields
from catalog.provenance.edtf import days_of
from catalog.records import CreditFields, FieldReading, ImageField
from catalog.vocabulary.codes import CreditRole

Case = Mapping[str, Any]
Answer = dict[str, Any]

FIELDS = {
    "byline": "creators",
    "credit": "credit_line",
    "source": "source",
    "copyright": "copyright_notice",
    "subLocation": "sublocation",
    "city": "city",
    "state": "province_or_state",
    "country": "country_name",
    "suppliersReference": "job_id",
}
"""Grid's names for the fields to ours."""

PLACES = {
    ("iptc", "Country/Primary Location Name"): "country_name",
    ("iptc", "Country/Primary Location Code"): "country_code",
    ("xmp", "photoshop:Country"): "country_name",
    ("xmp", "Iptc4xmpCore:CountryCode"): "country_code",
    ("exifSub", "Date/Time Original Composite"): "date_created",
    ("iptc", "Date Time Created Composite"): "date_created",
    ("xmp", "photoshop:DateCreated"): "date_created",
}
"""Grid's block and key to our field."""

CODES = frozenset(
    {
        CreditRole.HANDOUT,
        CreditRole.SUPPLIED,
        CreditRole.POOL,
        CreditRole.FILE,
        CreditRole.STRINGER,
        CreditRole.STAFF,
    }
)


class Group(NamedTuple):
    """How a group of cases is asked.

    Attributes:
        ask: The question; None where we have no counterpart.
        word: What is done otherwise, and why; empty where nothing is.
        meant: What an expected value is in our terms.
    """

    ask: Callable[[Case], Answer] | None
    word: str = ""
    meant: Callable[[Any], Any] = lambda value: value or None


class Score(NamedTuple):
    """How a group went: cases passed, cases that we have an answer to, and all."""

    passed: int
    asked: int
    total: int


def read(values: Mapping[str, str | None], today: str | None = None) -> CreditFields:
    """The record of some fields, given by our names."""
    fields = {
        name: ImageField(value=text, block="iim", path=name)
        for name, text in values.items()
        if text is not None
    }
    return read_credit_fields(fields, today=date.fromisoformat(today[:10]) if today else None)


def read_blocks(metadata: Mapping[str, Mapping[str, str]]) -> CreditFields:
    """The record of a file's blocks in Grid's words."""
    readings: dict[str, list[FieldReading]] = {}
    for block, keys in metadata.items():
        for key, text in keys.items():
            name = PLACES.get((block, key))
            if name is not None:
                readings.setdefault(name, []).append(FieldReading(block=block, path=key, value=text))
    return read_credit_fields(
        {
            name: ImageField(value=found[0].value, block=found[0].block, path=found[0].path, all=tuple(found))
            for name, found in readings.items()
        }
    )


def instant(text: Any) -> Any:  # noqa: ANN401 -- what a case expects
    """The first instant of a date, in UTC where no offset is stated: Grid makes every date one."""
    days = days_of(text) if isinstance(text, str) else None
    if days is None:
        return text
    moment = datetime.fromisoformat(text) if "T" in text else datetime.combine(days.first, time())
    return (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)


def chain(record: CreditFields, *names: str) -> str | None:
    """The parts of some fields that name somebody, as Grid joins them."""
    return (
        "/".join(part.text for part in record.chain if part.name in names and part.role not in CODES) or None
    )


def ask_clean_date(case: Case) -> Answer:
    """A date as text; what is none stays as it is, among what no rule read."""
    record = read({"date_created": case["date"]})
    return {"date": instant(record.date or next((one.raw for one in record.unparsed), None))}


def ask_parse_date(case: Case) -> Answer:
    """A date as text, with a bound after which it cannot be."""
    record = read({"date_created": case["date"]}, case.get("maxDate"))
    return {"date": instant(record.date), "defined": record.date is not None}


def ask_date_taken(case: Case) -> Answer:
    """The date of taking of a file."""
    return {"dateTaken": instant(read_blocks(case["fileMetadata"]).date)}


def ask_country(case: Case) -> Answer:
    """The country to show."""
    countries = read_blocks(case["fileMetadata"]).countries
    return {"country": countries[0].name if countries else None}


def ask_credit(case: Case) -> Answer:
    """By-line and credit without codes: who made it, and through whom it came, each once."""
    record = read({FIELDS[key]: text for key, text in case.items() if key in FIELDS})
    named = [part for part in record.chain if part.role not in CODES]
    maker = next((part.text for part in named if part.name == "creators"), None)
    others = {part.text.casefold(): part.text for part in named}
    others.pop((maker or "").casefold(), None)
    return {"byline": maker, "credit": "/".join(others.values()) or record.credit_line}


def ask_fields(case: Case) -> Answer:
    """Each field by itself, without sign of copyright."""
    record = read({FIELDS[key]: text for key, text in case.items() if key in FIELDS})
    holders = record.copyright_holders
    return {
        "byline": chain(record, "creators"),
        "credit": record.credit_line,
        "copyright": holders[0].name if holders else None,
        "description": case.get("description"),
    }


def ask_creator(case: Case) -> Answer:
    """The creator in natural case; what is no person's name stays as written."""
    record = read({"creators": case["byline"]})
    return {"byline": record.creators[0] if record.creators else case["byline"]}


def ask_credited_house(case: Case) -> Answer:
    """Creator and the house credited, by its usual name."""
    record = read({FIELDS[key]: text for key, text in case.items() if key in FIELDS})
    known = load_agencies()
    houses = [agency.canonical.text for one in record.agencies if (agency := known.get(one.id)) is not None]
    return {
        "byline": record.creators[0] if record.creators else None,
        "credit": houses[-1] if houses else record.credit_line,
    }


def ask_place(case: Case) -> Answer:
    """Places in natural case; what names none is left out."""
    names = {"text": "city"} | FIELDS
    record = read({names[key]: text for key, text in case.items() if key in names})
    found = {place.level: place.name for place in record.places}
    if record.countries:
        found["country_name"] = record.countries[0].name
    return {key: found.get(names[key]) for key in case if key in names}


def ask_supplier(case: Case) -> Answer:
    """Whose supply it is: the last agency of the chain that we know. Rights and collections are not ours."""
    record = read({FIELDS[key]: text for key, text in case.items() if key in FIELDS})
    known = [one.id for one in record.agencies if load_agencies().get(one.id) is not None]
    return {"supplier": known[-1] if known else None}


def agency_id(name: str | None) -> str | None:
    """Our id of an agency by Grid's name for it."""
    found = load_agencies().lookup(name) if name else ()
    return found[0].id if found else name


HOUSE = "the Guardian's own style or staff, which a reader of credits does not impose"
RIGHTS = "prices and rights: we say what the fields say, not what a contract allows"
READER = "reading of files: `catalog.images` does it, tested on files in tests/images"

GROUPS = {
    "clean_date": Group(ask_clean_date, meant=instant),
    "parse_date": Group(ask_parse_date, meant=instant),
    "date_taken": Group(ask_date_taken, meant=instant),
    "country_code": Group(ask_country),
    "strip_copyright_prefix": Group(ask_fields),
    "clean_rubbish_location": Group(ask_place),
    "capitalise_place": Group(ask_place),
    "capitalise_byline": Group(
        ask_creator, "we read a name and HANDOUT apart where Grid takes the whole for no name"
    ),
    "byline_credit_reorganise": Group(ask_credit, "parts keep the order in which they stand"),
    "redundant_token_remover": Group(
        ask_credit, "Grid deletes HANDOUT, POOL and the like; we keep them as evidence in `chain`"
    ),
    "for_the_guardian_byline": Group(
        ask_credited_house, "we do not complete a name that a limit cut off, and read X for any house Y"
    ),
    "canonical_guardian_credit": Group(ask_credited_house),
    "supplier": Group(
        ask_supplier,
        "Grid gives no supplier where it holds no contract; we name every agency credited",
        meant=agency_id,
    ),
    "drop_redundant_title": Group(None, "a headline is shown beside the caption, never dropped"),
    "guardian_style_byline": Group(None, HOUSE),
    "initial_joiner": Group(None, HOUSE),
    "photographer_renamer": Group(None, HOUSE),
    "photographer_lookup": Group(None, HOUSE),
    "image_type": Group(None, "we keep the Digital Source Type, Grid makes three types of twenty terms"),
    "usage_rights_to_metadata": Group(None, RIGHTS),
    "usage_rights_json": Group(None, RIGHTS),
    "validity": Group(None, RIGHTS),
    "cost": Group(None, RIGHTS),
    "metadata_mapping": Group(None, READER),
    "file_metadata": Group(None, READER),
    "xmp_fold": Group(None, READER),
    "mime_detection": Group(None, READER),
    "mime_type": Group(None, READER),
    "normalise_newlines": Group(None, "what an API prints: our JSON keeps the text as it is"),
}
"""Every group of Grid's tests, in the order in which they are printed."""


def passes(group: Group, case: Case, expect: Case) -> bool | None:
    """Whether all that we have an answer to is as expected; None where that is nothing."""
    answer = group.ask(case) if group.ask is not None else {}
    keys = answer.keys() & expect.keys()
    return all(answer[key] == group.meant(expect[key]) for key in keys) if keys else None


def score(cases: Iterable[Mapping[str, Any]], groups: Mapping[str, Group] = GROUPS) -> dict[str, Score]:
    """How each group went, in the order of `groups`; a group that we do not know has no answers."""
    results: dict[str, list[bool | None]] = {name: [] for name in groups}
    for case in cases:
        group = groups.get(case["group"], Group(None))
        results.setdefault(case["group"], []).append(passes(group, case["input"], case["expect"]))
    return {
        name: Score(found.count(True), len(found) - found.count(None), len(found))
        for name, found in results.items()
        if found
    }


def report(scores: Mapping[str, Score], groups: Mapping[str, Group] = GROUPS) -> str:
    """The scores as a table: passed, asked, all, and what is done otherwise."""
    lines = [f"{'group':26} passed  asked    all"]
    for name, one in scores.items():
        share = f"{100 * one.passed / one.asked:5.1f} %" if one.asked else "not ours"
        word = groups[name].word if name in groups else "a group that is not known here"
        lines.append(f"{name:26} {one.passed:6} {one.asked:6} {one.total:6}  {share:8}  {word}".rstrip())
    passed, asked, total = (sum(one[part] for one in scores.values()) for part in range(3))
    share = f"{100 * passed / asked:5.1f} %" if asked else ""
    return "\n".join([*lines, f"{'all':26} {passed:6} {asked:6} {total:6}  {share}".rstrip()])


def main(path: str) -> None:
    """Ask every case of a file and print how each group went."""
    lines = Path(path).read_text("utf-8").splitlines()
    print(report(score(json.loads(line) for line in lines if line.strip())))


if __name__ == "__main__":
    main(sys.argv[1])

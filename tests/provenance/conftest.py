"""Builds a caption and a file from a row of a case table."""

import tomllib
from pathlib import Path

import pytest

from catalog.caption import parse_caption
from catalog.places import load_gazetteer
from catalog.provenance import assess
from catalog.records import (
    AgencyCredit,
    Alternative,
    CreatorCredit,
    DateMention,
    Evidence,
    FieldReading,
    Form,
    HandoutSource,
    ImageField,
    ImageRecord,
    Notice,
    NoticeTerm,
    ParsedCaption,
    PlaceMention,
    Problem,
)
from catalog.vocabulary.codes import AgencyRole, Certainty, DateRole, Kind, Origin, SourceClass, Term
from catalog.vocabulary.fields import load_fields
from tests.docs.images import neighbour_of

CASES = [
    pytest.param(case, id=f"{path.stem}:{case['note']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["cases"]
]


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", CASES)


def place_mentions(row, gazetteer, span):
    """The row's places, as the gazetteer knows them where there is one."""
    for words in row.get("places", ()):
        known = gazetteer.find(words)[:1] if gazetteer is not None else ()
        if not known:
            yield PlaceMention(name=words, span=span(words))
        for place in known:
            yield PlaceMention(
                name=words,
                span=span(words),
                geonames_id=place.geonames_id,
                latitude=place.latitude,
                longitude=place.longitude,
                country=place.country,
                names=place.names,
                claims=place.claims,
            )


def handout_sources(row, span):
    """The row's handout sources."""
    for source in row.get("sources", ()):
        yield HandoutSource(
            name=source["name"],
            span=span(source.get("words", source["name"])),
            forms=tuple(Form(text=form, span=(0, 1)) for form in source.get("forms", ())),
            class_=SourceClass(source.get("class", "unknown")),
            country=source.get("country"),
        )


def make_caption(row, gazetteer=None):
    """A caption as the parser would give it; words of the row are found in its text."""
    text = row["text"]

    def span(words):
        start = text.index(words)
        return start, start + len(words)

    evidence = (
        [Evidence(field="handout", rule="test", span=span(row["handout"]))] if row.get("handout") else []
    )
    if "own" in row:
        evidence.append(Evidence(field="origin", rule="test", span=span(row["own"])))
    date = row.get("date")
    return ParsedCaption(
        caption=text,
        credit_line=row.get("credit"),
        agencies=tuple(
            AgencyCredit(id=id_, name=words.upper(), role=AgencyRole.MAKER, span=span(words))
            for id_, words in row.get("agencies", {}).items()
        ),
        creators=tuple(CreatorCredit(name=words, span=span(words)) for words in row.get("creators", ())),
        handout="handout" in row,
        origin=Origin(row.get("origin", "handout" if "handout" in row else "not-stated")),
        handout_sources=tuple(handout_sources(row, span)),
        kinds=tuple(map(Kind, row.get("kinds", ()))),
        places=tuple(place_mentions(row, gazetteer, span)),
        country=row.get("country"),
        date=date,
        date_text=row.get("date_text", row.get("date_words")),
        dates=(DateMention(role=DateRole.TAKEN, edtf=date, span=span(row["date_words"])),)
        if "date_words" in row
        else (),
        notices=tuple(
            Notice(
                text=n["text"],
                span=span(n["text"]),
                terms=tuple(NoticeTerm(term=Term(t)) for t in n["terms"]),
            )
            for n in row.get("notices", ())
        ),
        evidence=tuple(evidence),
        alternatives=tuple(
            Alternative(field=field, value=value, span=(0, 1), rule="test")
            for field, value in row.get("alternatives", {}).items()
        ),
        certainty={field: Certainty(level) for field, level in row.get("certainty", {}).items()},
    )


def _field_of(block, path):
    for field in load_fields().values():
        xmp = field.xmp is not None and block == "xmp" and path in field.xmp.paths
        iim = field.iim is not None and block == "iim" and path == field.iim.dataset
        exif = field.exif is not None and block == "exif" and path in field.exif.tags
        if xmp or iim or exif:
            return field.name
    raise AssertionError(block + path)


def make_image(said, problems=()):
    """A file that says `{"iim 2:110": "..."}` in its blocks."""
    readings = {}
    for origin, value in said.items():
        block, path = origin.split(" ")
        readings.setdefault(_field_of(block, path), []).append(
            FieldReading(block=block, path=path, value=value)
        )
    fields = {
        name: ImageField(value=all_[0].value, block=all_[0].block, path=all_[0].path, all=tuple(all_))
        for name, all_ in readings.items()
    }
    return ImageRecord(
        file="boats.jpg",
        format="jpeg",
        fields=fields,
        problems=tuple(Problem(block=block, reason="cannot be read") for block in problems),
    )


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture
def assessed(gazetteer):
    """Assess a case table's row; a caption that is only a text is read by the parser."""

    def assess_row(row):
        caption = row.get("caption")
        if isinstance(caption, str):
            caption = parse_caption(caption)
        elif caption is not None:
            caption = make_caption(caption, gazetteer)
        image = make_image(row["file"], row.get("unreadable", ())) if "file" in row else None
        return assess(caption, image, neighbours=[neighbour_of(copy) for copy in row.get("copies", ())])

    return assess_row

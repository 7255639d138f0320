"""The rules that a desk would write beside a general tagger, to make credits of its names.

The tagger finds people, organisations, places and dates; it knows no agency, handout or credit. What stands
here is what an afternoon gives: the wires that our labels name most often, in the spellings of their credits,
the commonest phrases in English, and dates through a date library. Standard library only.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from benchmarks.parsing.clock import Answer

AGENCIES = {
    "AAP": ("AAP",), "AFP": ("AFP",), "ALAMY": ("Alamy",), "ANADOLU": ("Anadolu", "AA"), "ANP": ("ANP",),
    "ANSA": ("ANSA",), "ANTARA": ("ANTARA",), "AP": ("AP", "Associated Press"), "APA": ("APA",),
    "BELGA": ("Belga",), "CP": ("The Canadian Press", "La Presse Canadienne", "CP"), "DPA": ("dpa", "DPA"),
    "EFE": ("EFE",), "EPA": ("EPA",), "EPA-EFE": ("EPA-EFE",), "GETTY IMAGES": ("Getty Images",),
    "HULTON ARCHIVE": ("Hulton Archive",), "IMAGO": ("IMAGO",), "JIJI PRESS": ("Jiji Press",),
    "KCNA": ("KCNA",), "KEYSTONE": ("Keystone",), "KYODO": ("Kyodo",), "LEHTIKUVA": ("Lehtikuva",),
    "LUSA": ("Lusa",), "MTI": ("MTI",), "NTB": ("NTB",), "NURPHOTO": ("NurPhoto",), "PA": ("PA",),
    "PAP": ("PAP",), "PICTURE ALLIANCE": ("picture alliance",), "PTI": ("PTI",), "REUTERS": ("Reuters",),
    "RITZAU SCANPIX": ("Ritzau Scanpix",), "SHUTTERSTOCK": ("Shutterstock",), "TASS": ("TASS",),
    "THE NEW YORK TIMES": ("The New York Times",), "TT": ("TT",), "UNIAN": ("UNIAN",), "UPI": ("UPI",),
    "XINHUA": ("Xinhua",), "YONHAP": ("Yonhap",), "ČTK": ("ČTK",),
}  # fmt: skip
"""Names as the labels have them, with the spellings of their credits; each counts in capitals too."""

KINDS = {
    "handout": r"(?i:\bhand-?outs?\b|\bby a third party\b)|\bHO\b",
    "pool": r"\bPOOL\b|(?i:\bpool (?:photo|via)\b)|/ ?Pool\b",
    "file": r"(?i:\bfile (?:photo|picture|image)\b)|\(FILES?\)|\bFILE\b",
    "screengrab": r"(?i:\b(?:screen|frame|video) ?grab\b|\bstill image\b)",
    "satellite": r"(?i:\bsatellite (?:image|photo|picture))",
    "social": r"(?i:\bsocial media\b)",
    "stringer": r"\bSTRINGER\b|\bStringer\b|\bSTR\b",
}
_KINDS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}
_CANONICAL = {form: name for name, forms in AGENCIES.items() for one in forms for form in (one, one.upper())}
_WIRE = "(?:{})".format("|".join(re.escape(form) for form in sorted(_CANONICAL, key=len, reverse=True)))
_WORD = r"(?:[A-ZÀ-Ž][\w'’&-]+|[A-Z]\.)"
_NAME = rf"{_WORD}(?: (?:of |the |and )*{_WORD})*"
_AGENCY = re.compile(rf"(?<![\w-]){_WIRE}(?![\w-])")
_CREDITS = [
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w){_WIRE}(?: (?i:photos?|image))? ?/ ?({_NAME})",
        rf"({_NAME}) ?(?:/|,? [Vv][Ii][Aa] |for) ?{_WIRE}(?!\w)",
        rf"(?i:\b(?:photo|photograph|picture|image)s?(?: by|:)|\bcredit(?: should read)?:) ?({_NAME})",
    )
]
_GIVEN = re.compile(
    r"(?i)\b(?:provided|supplied|released|distributed|issued|made available)"
    r"(?: (?:on |to )[\w ,]{1,30}?)? by (?!a third)(?:the )?|\bcourtesy of (?:the )?"
)
_CREDITED = [
    re.compile(pattern)
    for pattern in (
        rf"({_NAME}) ?/ ?(?i:handout)\b",
        rf"(?:{_WIRE}(?: PHOTO)? ?/ ?|\bHO-|\b(?i:handout) ?/ ?)({_NAME}?) ?/? ?(?:HANDOUT\b|[/,)]|$)",
        rf"\(({_NAME}) via {_WIRE}",
    )
]
_PLACES = {"GPE", "LOC", "FAC"}
# Two days that have nothing in common: what the library fills in itself differs between them.
_FILLS = (datetime(1904, 1, 1), datetime(2003, 6, 15))  # noqa: DTZ001 - a day of a caption has no zone
_YEARS = range(1840, 2100)
_WORDS = range(2, 5)

ReadDate = Callable[[str, datetime], datetime]


class Entity(NamedTuple):
    """A name that the tagger found, with its label and its first and last characters."""

    label: str
    start: int
    end: int


def _cased(name: str) -> str:
    """A name in natural case, its words in capitals included."""
    return " ".join(word.title() if word.isupper() else word for word in name.split())


def edtf(words: str, read_date: ReadDate) -> str | None:
    """The day, month or year that the words name in EDTF (ISO 8601-2); none where they name no year.

    Args:
        words: A date as the tagger found it.
        read_date: Reads a date and fills in what it lacks from another; `dateutil.parser.parse`.
    """
    try:
        one, other = (read_date(words, fill) for fill in _FILLS)
    except (ValueError, OverflowError):
        return None
    if one.year != other.year or one.year not in _YEARS:
        return None
    if one.month != other.month:
        return f"{one.year}"
    return f"{one:%Y-%m-%d}" if one.day == other.day else f"{one:%Y-%m}"


def _source(caption: str, entities: Sequence[Entity]) -> str | None:
    """Who gave the picture: the name after "provided by", else the one beside HANDOUT in the credit."""
    for given in _GIVEN.finditer(caption):
        for entity in entities:
            if entity.start <= given.end() < entity.end or entity.start == given.end():
                return caption[given.end() : entity.end]
    credited = (found for pattern in _CREDITED for found in pattern.finditer(caption))
    return next((_cased(found[1]) for found in credited if found[1] not in _CANONICAL), None)


def _creators(caption: str, source: str | None) -> list[str]:
    """Names of two to four words in the places of a credit, but for who gave the picture."""
    found = [match[1] for pattern in _CREDITS for match in pattern.finditer(caption)]
    names = dict.fromkeys(_cased(name) for name in found if name not in _CANONICAL and " of " not in name)
    return [name for name in names if len(name.split()) in _WORDS and name != source]


def answer(caption: str, entities: Sequence[Entity], read_date: ReadDate) -> Answer:
    """What the tagger's names and the rules make of a caption."""
    kinds = [kind for kind, pattern in _KINDS.items() if pattern.search(caption)]
    handout = "handout" in kinds or _GIVEN.search(caption) is not None
    source = _source(caption, entities) if handout else None
    agencies = dict.fromkeys(_CANONICAL[found[0]] for found in _AGENCY.finditer(caption))
    dates = [edtf(caption[at.start : at.end], read_date) for at in entities if at.label == "DATE"]
    places = [caption[at.start : at.end] for at in entities if at.label in _PLACES]
    return Answer(
        agencies=list(agencies),
        creators=_creators(caption, source),
        handout=handout,
        handout_source=source,
        kinds=kinds,
        places=[_cased(place) for place in dict.fromkeys(places) if place not in _CANONICAL],
        date=max((date for date in dates if date), key=len, default=None),
    )

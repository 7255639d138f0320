"""The labelled captions are well formed, wide, and not copies of each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec
import pytest
from babel import Locale

from catalog.agencies import load_agencies
from catalog.provenance.edtf import days_of
from catalog.text import fold
from catalog.vocabulary.codes import Kind, Term
from tests.accuracy.labels import UNLABELLED_KINDS, UNLABELLED_TERMS, Label, read_labels
from tests.accuracy.scoring import words

STANDING_PHRASES = Path(__file__).with_name("standing_phrases.txt").read_text("utf-8").split("\n")
LABELS = dict(read_labels())
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
SHARED_WORDS = 8
SOUND = Label(
    id="en-001",
    caption="A ferry waits in the fog off Anholt, Denmark, 03 May 2014. EPA/ADA ROWE",
    decade="2010s",
    language="en",
    agencies=("EPA",),
    creators=("Ada Rowe",),
    handout=False,
    handout_source=None,
    kinds=(),
    places=("Anholt", "Denmark"),
    country="DK",
    date="2014-05-03",
    terms=(),
    parts=0,
)


@cache
def known_agencies() -> set[str]:
    return {agency.name for agency in load_agencies()}


def stands_in(name: str, caption: str) -> bool:
    """The name's words follow one another in the caption; punctuation, case and accents aside."""
    return words(name) in words(caption)


def unsaid(label: Label) -> list[str]:
    named = [*label.creators, *label.places, *filter(None, [label.handout_source])]
    return [f"not in the caption: {name}" for name in named if not stands_in(name, label.caption)]


def unknown(label: Label) -> list[str]:
    english = Locale("en")
    codes = [
        *(set(label.agencies) - known_agencies()),
        *(set(label.kinds) - set(Kind) | set(label.kinds) & UNLABELLED_KINDS),
        *(set(label.terms) - set(Term) | set(label.terms) & UNLABELLED_TERMS),
        *({label.country or "FR", label.language} - {*english.territories, *english.languages}),
    ]
    return [f"unknown: {code}" for code in codes]


def wrong_dates(label: Label) -> list[str]:
    if not re.fullmatch(r"\d{3}0s", label.decade):
        return [f"no decade: {label.decade}"]
    if label.date is None:
        return []
    days = days_of(label.date)
    first = int(label.decade[:4])
    if days is None:
        return [f"no EDTF date: {label.date}"]
    return [] if days.first.year < first + 10 and days.last.year >= first else [f"not in {label.decade}"]


def contradictions(label: Label) -> list[str]:
    found = []
    if label.handout_source and not label.handout:
        found.append("a source and no handout")
    if label.handout != ("handout" in label.kinds):
        found.append("handout and kinds differ")
    if label.parts == 1 or label.parts < 0:
        found.append("a combo has two parts or more")
    lists = (label.agencies, label.creators, label.kinds, label.places, label.terms)
    return found + ["a name twice" for names in lists if len({words(name) for name in names}) < len(names)]


RULES = (unsaid, unknown, wrong_dates, contradictions)


@pytest.mark.parametrize("rule", RULES)
def test_no_label_breaks_the_rule(rule: Callable[[Label], list[str]]) -> None:
    broken = {where: rule(label) for where, label in LABELS.items()}
    assert {where: found for where, found in broken.items() if found} == {}


@pytest.mark.parametrize(
    ("rule", "change", "found"),
    [
        (unsaid, {"creators": ("Ida Rowe",)}, "not in the caption: Ida Rowe"),
        (unsaid, {"places": ("Aarhus",)}, "not in the caption: Aarhus"),
        (unsaid, {"handout_source": "Harbour Office"}, "not in the caption: Harbour Office"),
        (unknown, {"agencies": ("Epa",)}, "unknown: Epa"),
        (unknown, {"kinds": ("combo",)}, "unknown: combo"),
        (unknown, {"kinds": ("drawing",)}, "unknown: drawing"),
        (unknown, {"terms": ("other",)}, "unknown: other"),
        (unknown, {"country": "UK"}, "unknown: UK"),
        (unknown, {"language": "english"}, "unknown: english"),
        (wrong_dates, {"decade": "1994"}, "no decade: 1994"),
        (wrong_dates, {"date": "05/04/2021"}, "no EDTF date: 05/04/2021"),
        (wrong_dates, {"date": "2021-13"}, "no EDTF date: 2021-13"),
        (wrong_dates, {"date": "2004-05-03"}, "not in 2010s"),
        (contradictions, {"handout_source": "Anholt"}, "a source and no handout"),
        (contradictions, {"handout": True}, "handout and kinds differ"),
        (contradictions, {"parts": 1}, "a combo has two parts or more"),
        (contradictions, {"places": ("Anholt", "ANHOLT")}, "a name twice"),
    ],
)
def test_a_broken_label_would_be_noticed(
    rule: Callable[[Label], list[str]], change: dict[str, object], found: str
) -> None:
    assert rule(SOUND) == []
    assert rule(msgspec.structs.replace(SOUND, **change)) == [found]


def test_no_two_labels_share_an_id() -> None:
    counts = Counter(label.id for label in LABELS.values())
    assert [id_ for id_, count in counts.items() if count > 1] == []


def runs_of_words(caption: str) -> set[str]:
    """All runs of eight words in a row that do not belong to a wire's standing phrase."""
    text = " ".join(re.findall(r"\w+", fold(caption)))
    for phrase in filter(None, STANDING_PHRASES):
        text = text.replace(phrase, "|")
    runs = set()
    for piece in text.split("|"):
        row = piece.split()
        runs |= {" ".join(row[at : at + SHARED_WORDS]) for at in range(len(row) - SHARED_WORDS + 1)}
    return runs


def test_no_two_captions_share_eight_words_in_a_row() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for label in LABELS.values():
        for run in runs_of_words(label.caption):
            owners[run].add(label.id)
    assert {run: ids for run, ids in owners.items() if len(ids) > 1} == {}


def test_a_copied_caption_would_be_noticed() -> None:
    one = "A ferry waits in the fog off the northern pier of Anholt, Denmark. EPA/ADA ROWE"
    other = "At dawn a ferry waits in the fog off the northern breakwater."
    assert runs_of_words(one) & runs_of_words(other) == {
        "a ferry waits in the fog off the",
        "ferry waits in the fog off the northern",
    }


def test_a_label_with_an_unknown_field_is_refused() -> None:
    row = msgspec.to_builtins(SOUND)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**row, "photographer": "Ada Rowe"}, Label)


def test_the_captions_are_many_and_wide() -> None:
    labels = list(LABELS.values())
    languages = {label.language for label in labels}
    terms = {term for label in labels for term in label.terms}
    assert len(labels) >= 250
    assert len(languages) >= 8
    assert len(languages & RIGHT_TO_LEFT) >= 2
    assert {"embargo", "correction", "kill", "withdrawal", "expires"} <= terms
    assert sum(label.parts >= 2 for label in labels) >= 5
    assert {"1940s", "1950s", "1970s", "1980s", "1990s", "2000s", "2010s", "2020s"} <= {
        label.decade for label in labels
    }
    assert {kind for label in labels for kind in label.kinds} >= set(Kind) - UNLABELLED_KINDS - {
        "contributor"
    }

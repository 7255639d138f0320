"""Every caption of the sample catalog is taken apart as a picture desk would take it apart.

`labels.jsonl` holds one record for each caption, written by reading the caption:

- `agencies`: short credit forms in the order of the credit; an institution's photo service is no agency
- `creators`: natural case, without rank; "Stringer", "STR" and "-" are no names
- `handout`: a third party supplied the picture: it is said, or the party stands in the credit
- `handout_source`: the caption's words, the credit's form where both name it; "privat" is no name
- `kinds`: staff is left out, for silence is no proof of it
- `places`: where it was taken, most specific first, as written; natural case where the caption shouts
- `date`: when it was taken (EDTF); issued, posted or obtained is not that; a combo of two days has none
- `terms`: what the notices say, in any order; `other` is left out
"""

import csv
import json
from pathlib import Path

import pytest

from catalog.caption import parse_caption
from samples import draw

SAMPLES = Path(draw.__file__).parent
LABELS = [
    json.loads(line)
    for line in (Path(__file__).parent / "labels.jsonl").read_text(encoding="utf-8").splitlines()
]
FIELDS = {
    "id",
    "language",
    "agencies",
    "creators",
    "handout",
    "handout_source",
    "kinds",
    "places",
    "country",
    "date",
    "terms",
}
UNSCORED = {"other", "staff"}


def _sidecar(path):
    """The caption in an XMP file beside a picture."""
    text = path.read_text(encoding="utf-8").split("<dc:description>")[1]
    return text.split('x-default">')[1].split("</rdf:li>")[0]


def _captions():
    """Each caption of the samples under the name its label has."""
    with (SAMPLES / "captions.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["file"]: row["caption"] for row in csv.DictReader(lines)}
    found |= {entry["file"]: entry["caption"] for entry in draw.entries() if "caption" in entry}
    for path in (SAMPLES / "folder").glob("*.txt"):
        found[f"folder/{path.stem}.jpg"] = path.read_text(encoding="utf-8").strip()
    for path in (SAMPLES / "folder").glob("*.xmp"):
        found[f"folder/{path.stem}"] = _sidecar(path)
    paragraphs = (SAMPLES / "article.txt").read_text(encoding="utf-8").split("\n\n")
    credited = [paragraph.strip() for paragraph in paragraphs if "EPA-EFE/" in paragraph]
    found |= {f"article.txt#{number}": text for number, text in enumerate(credited, 1)}
    for line in (SAMPLES / "wire.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found[entry["id"]] = entry["caption"]
    return found


CAPTIONS = _captions()


def _parsed(caption):
    parsed = parse_caption(caption)
    return {
        "language": parsed.language,
        "agencies": [agency.name for agency in parsed.agencies],
        "creators": [creator.name for creator in parsed.creators],
        "handout": parsed.handout,
        "handout_source": parsed.handout_sources[0].name if parsed.handout_sources else None,
        "kinds": {str(kind) for kind in parsed.kinds} - UNSCORED,
        "places": [place.name for place in parsed.places],
        "country": parsed.country,
        "date": parsed.date,
        "terms": {str(term.term) for notice in parsed.notices for term in notice.terms} - UNSCORED,
    }


def _small(text):
    return text.replace("İ", "i").casefold()


def test_each_caption_has_one_label_and_each_label_its_caption():
    names = [label["id"] for label in LABELS]
    assert len(names) == len(set(names))
    assert set(names) == CAPTIONS.keys()
    assert all(label.keys() == FIELDS for label in LABELS)


def test_labels_take_their_words_from_the_caption():
    for label in LABELS:
        words = _small(CAPTIONS[label["id"]])
        named = [*label["places"], *label["creators"], *filter(None, [label["handout_source"]])]
        assert [name for name in named if _small(name) not in words] == [], label["id"]


def test_many_languages_are_labelled_several_times():
    languages = [label["language"] for label in LABELS]
    assert len({language for language in languages if languages.count(language) > 2}) >= 20


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["id"])
def test_a_caption_is_parsed_as_it_is_labelled(label):
    wanted = {name: value for name, value in label.items() if name != "id"}
    wanted |= {"kinds": set(label["kinds"]), "terms": set(label["terms"])}
    parsed = _parsed(CAPTIONS[label["id"]])
    wrong = {name: (value, wanted[name]) for name, value in parsed.items() if value != wanted[name]}
    assert wrong == {}, "field: (parsed, labelled)"

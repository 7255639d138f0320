import inspect
import re
import tomllib
from enum import StrEnum
from importlib.resources import files

import pytest

from catalog.errors import CatalogError
from catalog.vocabulary import codes
from catalog.vocabulary.labels import describe, label, load_code_texts, read_code_texts

LISTS = [
    member
    for _, member in inspect.getmembers(codes, inspect.isclass)
    if issubclass(member, StrEnum) and member is not StrEnum
]
CODES = [code for codes_ in LISTS for code in codes_]
# A label must not judge: the program gives evidence.
VERDICTS = re.compile(r"\b(fake|true|false|real|authentic|suspicious|genuine|doubtful)\b", re.IGNORECASE)


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code}")
def test_every_code_has_a_label_a_sentence_and_a_source(code):
    text = describe(code)
    assert text.label == label(code)
    assert text.label == text.label.strip()
    assert text.label[0].isupper()
    assert text.meaning.endswith(".")
    assert text.meaning.count(". ") == 0
    assert text.source
    assert not VERDICTS.search(text.label + text.meaning)


def test_every_text_belongs_to_a_code():
    words = {
        re.sub(r"(?<!^)(?=[A-Z])", "_", codes_.__name__).lower(): {code.value for code in codes_}
        for codes_ in LISTS
    }
    assert {name: set(texts) for name, texts in load_code_texts().items()} == words


@pytest.mark.parametrize("name", load_code_texts())
def test_no_two_codes_of_a_list_share_a_label(name):
    labels = [text.label for text in load_code_texts()[name].values()]
    assert len(labels) == len(set(labels))


def test_every_source_is_used():
    data = tomllib.loads(files("catalog.vocabulary").joinpath("data/codes.toml").read_text("utf-8"))
    sources = data.pop("sources")
    assert {entry["source"] for codes_ in data.values() for entry in codes_.values()} == set(sources)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[origin", "codes.toml: Expected"),
        ("origin = 5", "codes.toml: Expected `object`"),
        ('[origin]\nown = { label = "Own", meaning = "Ours." }', "codes.toml: no entry 'source'"),
        ('[origin]\nown = { label = "Own", meaning = "Ours.", source = "x" }', "codes.toml: no entry 'x'"),
    ],
)
def test_a_broken_file_says_where(text, reason):
    with pytest.raises(CatalogError) as caught:
        read_code_texts(text, "codes.toml")
    assert str(caught.value).startswith(reason)

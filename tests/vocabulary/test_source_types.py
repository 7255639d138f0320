"""Digital Source Types in every spelling that writers use."""

import pytest

from catalog.vocabulary.source_types import load_source_types, source_term

BASE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (f"{BASE}digitalCapture", "digitalCapture"),
        (f" {BASE}trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/print/", "print"),
        ("http://www.cv.iptc.org/newscodes/digitalsourcetype/composite", "composite"),
        ("digsrctype:softwareImage", "softwareImage"),
        ("compositeSynthetic", "compositeSynthetic"),
        ("DIGITALCAPTURE", "digitalCapture"),
        ("http://c2pa.org/digitalsourcetype/empty", "empty"),
        ("http://c2pa.org/digitalsourcetype/trainedAlgorithmicData", "trainedAlgorithmicData"),
        (f"{BASE}madeUp", None),
        ("http://example.org/digitalCapture", None),
        (f"{BASE}", None),
        ("", None),
    ],
)
def test_a_term_is_found_however_it_is_spelt(text, term):
    assert source_term(text) == term


def test_the_vocabulary_is_that_of_2024_and_two_terms_of_c2pa():
    types = load_source_types()
    assert len(types) == 22
    assert {term for term, one in types.items() if one.retired} == {
        "minorHumanEdits",
        "digitalArt",
        "softwareImage",
    }
    assert {term: one.ai for term, one in types.items() if one.ai} == {
        "trainedAlgorithmicMedia": "all",
        "compositeWithTrainedAlgorithmicMedia": "part",
        "compositeSynthetic": "part",
        "composite": "perhaps",
        "virtualRecording": "perhaps",
        "trainedAlgorithmicData": "all",
    }
    assert len({one.label for one in types.values()}) == 22

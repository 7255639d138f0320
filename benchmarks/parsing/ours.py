"""Our parser under the clock, one caption after the other: `python -m benchmarks.parsing.ours`."""

from collections.abc import Sequence

from benchmarks.parsing.clock import Answer, Side, serve
from catalog.caption import parse_caption
from catalog.records import ParsedCaption
from tests.accuracy.labels import Reading


def read(captions: Sequence[str]) -> list[ParsedCaption]:
    """Each caption, parsed whole: every field, every span, every piece of evidence."""
    return [parse_caption(caption) for caption in captions]


def say(parsed: ParsedCaption) -> Answer:
    """The fields that a general tagger can answer too."""
    reading = Reading.of(parsed)
    return Answer(
        agencies=list(reading.agencies),
        creators=list(reading.creators),
        handout=reading.handout,
        handout_source=reading.handout_source,
        kinds=list(reading.kinds),
        places=list(reading.places),
        date=reading.date,
    )


if __name__ == "__main__":
    serve(Side(read, say))

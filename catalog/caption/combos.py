"""Take a combo apart, and read the caption in the light of its pictures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog.caption.combo_credits import Stretch, is_of_pictures, share_credit, stretches_of
from catalog.caption.combo_cuts import Segment, has_words
from catalog.caption.combo_pictures import Picture, is_undated, read_pictures
from catalog.caption.combo_segments import shown_alone, split
from catalog.caption.dates import DateMatch
from catalog.caption.place_readings import PlaceMatch
from catalog.caption.places import Whereabouts
from catalog.caption.reading import Reading
from catalog.text import fold
from catalog.vocabulary.codes import DateRole

_ENOUGH = 2  # pictures that make a combo
_LONGEST, _MOST_MARKS = 5000, 60  # code points and marks: what has more is an article or a list
_ALWAYS = frozenset({"en"})  # languages whose words of position captions in others use


@dataclass(frozen=True, slots=True)
class Combo:
    """The pictures of a combo, two at least, and the caption's reading in their light.

    Attributes:
        pictures: In reading order.
        rule: What showed them where no word says that it is a combo: `credit/combo` or `date/combo`.
        span: The first words that point at a picture, in the cleaned caption.
        reading: With the places of all, and the date and country that they share.
    """

    pictures: tuple[Picture, ...]
    rule: str
    span: tuple[int, int]
    reading: Reading


def take_apart(reading: Reading, *, said: bool) -> Combo | None:
    """The pictures of a combo; None where the caption is of one picture, or nothing parts them.

    Args:
        reading: What the steps found.
        said: Whether the caption says that it is a combo.
    """
    if not said and not any(m.is_order for m in reading.marks) and len(reading.marks) < _ENOUGH:
        return None
    if len(reading.masked) > _LONGEST or len(reading.marks) > _MOST_MARKS:
        return None
    language = reading.language
    reading = _in_language_of_marks(reading, said=said)
    stretches = stretches_of(reading, reading.marks)
    in_credit = {m.start for s in stretches for m in s.marks}
    segments = split(reading, [m for m in reading.marks if m.start not in in_credit], said=said)
    rule = "credit/combo" if is_of_pictures(reading, stretches) else shown_alone(reading, segments)
    if len(segments) < _ENOUGH:
        bare = [_bare(reading, s) for s in stretches]
        segments = [s for s in bare if has_words(reading.masked, s)]
    if len(segments) < _ENOUGH or not (said or rule):
        return None
    first = next((s.mark for s in segments if s.mark), None)
    span = (first.start, first.end) if first else (segments[0].start, segments[-1].end)
    pictures = read_pictures(reading, segments, share_credit(reading, segments, stretches))
    return Combo(pictures, rule, span, replace(_in_their_light(reading, pictures), language=language))


def _in_language_of_marks(reading: Reading, *, said: bool) -> Reading:
    """The reading with the marks of its language; in a combo those of another where its own part nothing."""
    codes = {reading.language or "", *_ALWAYS}
    marks = [m for m in reading.marks if codes & m.codes]
    if said and len({m.sides for m in marks}) < _ENOUGH:
        counts = Counter(code for m in reading.marks for code in m.codes)
        code = max(counts, key=lambda c: counts[c], default=reading.language)
        others = [m for m in reading.marks if {code, *_ALWAYS} & m.codes]
        if len({m.sides for m in others}) >= _ENOUGH:
            return replace(reading, marks=others, language=code)
    return replace(reading, marks=marks)


def _bare(reading: Reading, stretch: Stretch) -> Segment:
    """A stretch of the credit as the only words about its picture."""
    text = reading.masked[stretch.start : stretch.end]
    return Segment(stretch.end - len(text.lstrip(" ,;")), stretch.end, stretch.marks[0])


def _in_their_light(reading: Reading, pictures: Sequence[Picture]) -> Reading:
    """The caption's reading with the places of all, and the date and country that no picture contradicts."""
    own = {p.date.start: p.date for p in pictures if p.date and p.start <= p.date.start < p.end}
    undated = any(is_undated(reading, p.start, p.end) for p in pictures)
    date = next(iter(own.values()), reading.date)
    if undated or len({d.edtf for d in own.values()}) > 1 or (date is not None and not date.has_year):
        date = None
    spoken = [
        replace(d, role=DateRole.TAKEN) if d.start in own else _but_mentioned(d, date) for d in reading.dates
    ]
    countries = {p.country for p in pictures if p.country}
    country = countries.pop() if len(countries) == 1 else None if countries else reading.whereabouts.country
    return replace(reading, dates=spoken, date=date, whereabouts=_all_places(reading, pictures, country))


def _but_mentioned(date: DateMatch, chosen: DateMatch | None) -> DateMatch:
    """A date that is no picture's own is only mentioned, unless it was chosen for all."""
    kept = date.role is not DateRole.TAKEN or (chosen is not None and date.start == chosen.start)
    return date if kept else replace(date, role=DateRole.MENTIONED)


def _all_places(reading: Reading, pictures: Sequence[Picture], country: str | None) -> Whereabouts:
    """Every picture's places, each once; the whole caption's where the pictures name no others."""
    whole = reading.whereabouts
    found: dict[str, PlaceMatch] = {}
    for match in (m for p in pictures for m in p.places):
        found.setdefault(_name(reading, match), match)
    if found.keys() <= {_name(reading, m) for m in whole.taken}:
        return replace(whole, country=country)
    others = (m for m in (*whole.taken, *whole.mentioned) if m.place and _name(reading, m) not in found)
    return Whereabouts(tuple(found.values()), tuple(others), country)


def _name(reading: Reading, match: PlaceMatch) -> str:
    return fold(reading.masked[match.start : match.end])

"""Dates in every order and language: what they say (EDTF) and what they are the date of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.caption.date_shapes import SHAPES, read_shape
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, Words
from catalog.text import fold_with_offsets
from catalog.vocabulary.codes import DateRole

_CONTEXT = 90
# Arabic-Indic, Persian and Devanagari digits: one code point each, so that offsets hold.
_DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0, 0x0966) for value in range(10)}
_TAKEN = re.compile(
    r"\b(?:taken|dated|photographed|recorded|captured|filmed|picture date|photo date|shot|prise|tomada|aufgenommen|scattata|tirada|datée|fechada|съемк\w*)\b[\s:,]*(?:on|le|el|am|il|em|in|back to|and (?:released|made available|issued|provided|distributed)[^.;]{0,60}?)?[^.;:]{0,24}$"
)
_RELEASED = re.compile(
    r"\b(?:made available|released|reissued|issued|issue date|published|provided|supplied|distributed|received|transmitted|sent|shared|posted|obtained|handed out|diffusee?s?|transmise?s?|fournie?s?|publiee?s?|cedid[ao]s?|facilitad[ao]s?|difundid[ao]s?|divulgad[ao]s?|fornit[ae]|diffus[ae]|veroffentlicht|uploaded|оприлюднен\w*|опубликован\w*|распространен\w*|نشرت?ها|اتاحتها|وزعه?ا?)\b(?P<between>[^.;]*)$"
)
_SHOWS = re.compile(
    r"\b(?:shows?|showing|depicts?|of (?:an?|two|three|people|soldiers)|montrant|montre|muestra|mostra|zeigt|que|which|that|wurde?)\b|,(?!\s*(?:on|le|el|am|in)\b|\s*\w+day)"
)
# A tent may be "made available" too: the sentence must be about a picture, unless the verb is a wire's own.
_PICTURE = re.compile(
    r"\b(?:photo|picture|image|hand-?out|grab|still|video|footage|foto|imag|captura|snim|снимо|фото|кадр|світлин|صوره?|لقطه?|عكس|تصوير|fotografi|zdjec|billede|bild|kuva|사진|映像|写真|照片|图片)"
)
_PICTURE_VERB = re.compile(r"(?:re)?issued|issue date|received")
_WEEKDAY = re.compile(r"\b\w+day\s*,?\s*$|,\s*$")
_SHOWN_NEXT = re.compile(r"\s*,?\s*(?:shows?|showing|depicts?)\b")
_RELEASED_AFTER = re.compile(
    r"^[^.;:]{0,60}?\b(?:veroffentlicht|zur verfugung gestellt\w*|herausgegeben\w*|공개한|제공한|公開した|に公開|発表)"
)
_MENTIONED = re.compile(
    r"(?:\b(?:since|until|till|ahead of|prior to|due|scheduled|planned|expected|born|died|before|after|back to|by|between|deadline|anniversary of|will|would|marking|marks|commemorat\w+|kidnapped|abducted|elections?|referendum|from|through|to be|depuis|jusqu|desde|hasta|seit|bis|dal|fino|с|до|after the|season|vom)\b[^,.;:]{0,40}|\b(?:who|that|which|whose|where)\b[^,;:.]{0,90}|\b(?:who|which|that)\s(?:(?:was|were|had been|has been)\s\w+|died|won|lost|crashed)\b[^.;]{0,160})$"
)
_SUBJECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in the cleaned caption.

    Attributes:
        start: First code point.
        end: First code point after it.
        edtf: What it says; a day without a year is `XXXX-09-30`.
        role: What it is the date of.
        rule: Which rule gave the role.
        other: The second reading of an ambiguous order (EDTF), None where there is one.
    """

    start: int
    end: int
    edtf: str
    role: DateRole
    rule: str
    other: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words settle the year."""
        return not self.edtf.startswith("X")


def find_dates(masked: str, bounds: list[int], words: Words, today: date | None) -> list[DateMatch]:
    """Every date, each with its role; at most one spot is the date of taking (see `taken`)."""
    head = _head_end(masked, bounds)
    found = []
    for start, end, edtf, other in _scan(masked, words, today):
        role, rule = _role(masked, start, end, bounds, head)
        found.append(DateMatch(start, end, edtf, role, rule, other))
    return found


def taken(dates: list[DateMatch]) -> DateMatch | None:
    """The date of taking: one that says so, else the first that nothing speaks against, the most precise first."""
    for rule in ("date/taken-said", "date/stated"):
        candidates = [d for d in dates if d.role is DateRole.TAKEN and d.rule == rule and d.has_year]
        full = [d for d in candidates if len(d.edtf) == len("2020-09-30")]
        if full or candidates:
            return (full or candidates)[0]
    return None


def _scan(masked: str, words: Words, today: date | None) -> Iterator[tuple[int, int, str, str | None]]:
    """The dates themselves, left to right; the shapes are tried in the order of their table."""
    folded = fold_with_offsets(masked.translate(_DIGITS))
    claimed = bytearray(len(folded.text) + 1)
    found = []
    for shape in SHAPES:
        for match in shape.pattern.finditer(folded.text):
            if any(claimed[match.start() : match.end()]):
                continue
            reading = read_shape(shape, match, words.months, today)
            if reading is None:
                continue
            left, right = reading.span or match.span()
            claimed[left:right] = b"\1" * (right - left)
            start, end = folded.span(left, right)
            found.append((start, end, reading.edtf, reading.other))
    yield from sorted(found)


def _head_end(masked: str, bounds: list[int]) -> int:
    """Where the caption's first real sentence ends: datelines and slugs before it belong to the head."""
    for start, stop in zip(bounds, [*bounds[1:], len(masked)], strict=True):
        if len(re.findall(r"[^\W\d_]{2,}", masked[start:stop].replace(HOLE, " "))) > _SUBJECT_WORDS:
            return stop
    return len(masked)


def _role(masked: str, start: int, end: int, bounds: list[int], head: int) -> tuple[DateRole, str]:
    begin = max(sentence_start(bounds, start), start - _CONTEXT * 2)
    before = fold_with_offsets(masked[begin:start].replace(HOLE, ".")).text
    after = fold_with_offsets(masked[end : end + _CONTEXT]).text
    if _TAKEN.search(before):
        return DateRole.TAKEN, "date/taken-said"
    if _is_release(before, after):
        return DateRole.RELEASED, "date/released"
    if _RELEASED_AFTER.search(after):
        return DateRole.RELEASED, "date/released-after"
    if _MENTIONED.search(before[-_CONTEXT:]):
        return DateRole.MENTIONED, "date/mentioned"
    if start < head or _alone(masked, start, end):
        return DateRole.TAKEN, "date/stated"
    return DateRole.MENTIONED, "date/later-sentence"


def _is_release(before: str, after: str) -> bool:
    """Whether the nearest verb before the date hands a picture out, and nothing shown stands between."""
    released = _RELEASED.search(before)
    if released is None or not (_PICTURE.search(before) or _PICTURE_VERB.match(released.group())):
        return False
    between = _WEEKDAY.sub("", released.group("between"))
    shown = _SHOWS.search(between)
    return shown is None or (shown.group() == "," and _SHOWN_NEXT.match(after) is not None)


def _alone(masked: str, start: int, end: int) -> bool:
    """Whether a date stands for itself, after a credit or a dash, as in Korean and Japanese captions."""
    left = masked[:start].rstrip()
    right = masked[end:].lstrip(" .)")
    return (not left or left[-1] in ".。＝=-–—" + HOLE) and (not right or right[0] in "[(/（" + HOLE)

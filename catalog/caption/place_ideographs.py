"""Names of places in Chinese, Japanese and Korean, where no blank or capital parts them from other words."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from catalog.caption.place_spans import Span
from catalog.caption.place_transcribed import japanese_end, korean_end
from catalog.caption.words import HOLE
from catalog.places import Gazetteer, PlaceKind

_RUN = re.compile(r"[\u3041-\u30fa\u30fc\u4e00-\u9fff々]+|[\uac00-\ud7af]+")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_LETTERS = r"[\u30a1-\u30fa\u30fc\u4e00-\u9fff々]+"
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{2,3}?[区區县縣郡]")
_JOINED = re.compile(
    rf"[日月年](?:午前|午後|未明|早朝|朝|夜)?、(?=[^（(、。＝]*[\u4e00-\u9fff])(?P<names>{_LETTERS}(?:・{_LETTERS})+)(?=[（(。＝{HOLE}]|$)"
)
_MOST_LETTERS = 8
_LEAST_LETTERS = 2
_SIDE = 4  # letters of the longest word for a side, and one more
_GREAT_TOWN = 300_000  # people
_SMALL_TOWN = 100_000  # people: a smaller one's name inside a run may be any letters
# No name holds these: particles, prepositions and words between names.
_NO_NAME = "在於于的和与與及等了着後后前時时是有把被向从從到后、のはをにでとがもへ"
_PARTICLES = "はのをにでとがもへやかまよ"
_NO_JAPANESE_NAME = "後前時、のはをにでとがもへ"
_COUNTED = "0-9０-９一二三四五六七八九十元"  # a day, month or year behind one is no name's
_TABLE = tomllib.loads((Path(__file__).parent / "data" / "ideographs.toml").read_text(encoding="utf-8"))


class _Writing:
    """One language's nouns and particles."""

    def __init__(self, language: str) -> None:
        row = _TABLE[language]
        letter = "가-힣" if language == "ko" else "\u30a1-\u30fa\u30fc\u4e00-\u9fff々"
        no_name = _NO_JAPANESE_NAME if language == "ja" else _NO_NAME
        within = f"[{letter}]" if language == "ko" else f"(?![{no_name}]|(?<=[{_COUNTED}])[日月年])[{letter}]"
        nouns = "|".join(sorted(row["venues"], key=len, reverse=True))
        ends = rf"(?=(?:{'|'.join(row['particles'])})?(?![가-힣]))" if row["particles"] else ""
        self.venue = re.compile(rf"(?:{within}){{0,8}}?(?:{nouns})+{ends}")
        self.administrative = re.compile(rf"(?:{within}){{1,5}}?(?!(?<=城)市)[{row['small']}]{ends}")
        self.districts = row["administrative"]
        self.nouns = frozenset(row["venues"])
        self.before = re.compile(rf"(?:{'|'.join(row['before'])})$") if row["before"] else re.compile(r"(?!)")
        self.after = re.compile("|".join(row["after"]))
        self.joints = frozenset((*row["joints"], *row["sides"]))
        self.sides = frozenset(row["sides"])
        self.no_names = frozenset((*row["words"], *row["sides"]))
        self.kana = language == "ja"  # whose particles part a place from what follows, as Chinese has none
        self.no_district = re.compile(row["no_district"]) if row["no_district"] else re.compile(r"(?!)")
        self.suffixes = tuple(row["suffixes"])
        self.not_here = re.compile("|".join(row["not_here"]))
        self.subject = re.compile("|".join(row["subjects"])) if row["subjects"] else None
        self.weak = tuple(row["weak"]) or ("\0",)
        self.particle = re.compile(rf"(?:{'|'.join(row['particles'])})$") if row["particles"] else None


@lru_cache(maxsize=3)
def _writing(language: str) -> _Writing:
    return _Writing(language)


def find_runs(prose: str, language: str, gazetteer: Gazetteer) -> Iterator[tuple[list[Span], bool]]:
    """Names that stand directly together, and whether something says that one is there.

    Args:
        prose: The prose with holes.
        language: `zh`, `ja` or `ko`.
        gazetteer: The map.
    """
    writing = _writing(language)
    group: list[Span] = []
    found = [*_names(prose, writing, gazetteer)]
    if language == "ja":
        found = _behind_date(prose, found)
    for span in [*found, None]:
        if span is not None and group and prose[group[-1].end : span.start] in writing.joints:
            group.append(span)
            continue
        if group and not _is_elsewhere(prose, group, writing):
            located = _is_located(prose, group, writing)
            if not located and prose.endswith(writing.weak, 0, group[-1].end):
                group = []  # "폭설로" is "by heavy snow", and no road
            elif located or len(group) > 1 or not _is_any_word(prose, group[0], writing, gazetteer):
                yield list(group), located
        group = [span] if span is not None else []


def _is_elsewhere(prose: str, group: list[Span], writing: _Writing) -> bool:
    """Whether what follows makes people or things of a name, or the one that acts of all but a venue."""
    end = group[-1].end
    if writing.not_here.match(prose, end):
        return True
    return (
        writing.subject is not None
        and not any(span.venue for span in group)
        and writing.subject.match(prose, end) is not None
    )


def _behind_date(prose: str, found: list[Span]) -> list[Span]:
    """The names, with those joined by "・" between a Japanese caption's date and its end that the map lacks.

    One with Chinese letters is a place; katakana alone would be a person. A name of the map that is but a
    part of such a name gives way to it.
    """
    for match in _JOINED.finditer(prose):
        start = match.start("names")
        for name in match["names"].split("・"):
            end = start + len(name)
            if not any(start < span.end == end for span in found):
                others = [span for span in found if span.end <= start or end <= span.start]
                found = [*others, Span(start, end, venue=True)]
            start = end + 1
    return sorted(found)


def _is_located(prose: str, group: list[Span], writing: _Writing) -> bool:
    before = writing.before.search(prose[max(0, group[0].start - 4) : group[0].start])
    return bool(before or writing.after.match(prose, group[-1].end))


def _is_any_word(prose: str, span: Span, writing: _Writing, gazetteer: Gazetteer) -> bool:
    """Whether a name may be any letters: a small town's, a Korean district's that the map lacks."""
    if not span.known and writing.particle is not None:
        return prose[span.end - 1] in writing.districts
    found = gazetteer.find(prose[span.start : span.end])
    return bool(found) and found[0].kind == PlaceKind.CITY and found[0].population < _SMALL_TOWN


def _names(prose: str, writing: _Writing, gazetteer: Gazetteer) -> Iterator[Span]:
    """Names and venues, left to right; behind a place its venue or district, known or not."""
    last = -1
    held: Span | None = None
    for run in _RUN.finditer(prose):
        position = max(run.start(), last)
        while position < run.end():
            limit = run.end()
            known = _known(prose, position, limit, writing, gazetteer)
            follows = position == last or (position == last + 1 and prose[last] in writing.joints)
            opens = follows or _opens(prose, position, run.start(), writing)
            other = _unknown(prose, position, limit, writing, follows=follows) if opens else None
            if other and _is_mayor(prose, other, gazetteer):
                other = None
            if not known and not other:
                beyond = last >= 0 and prose[last:position] in writing.joints - {"の"}  # "宮殿のバルコニー"
                other = _transcribed(prose, position, writing, held if beyond else None)
            if not known and not other and prose[max(last, position - _SIDE) : position] in writing.sides:
                other = _beside(prose, position, limit, writing)
            span = _better(prose, (known, other), limit, writing, gazetteer)
            if span is None:
                position += 1
            else:
                beside = position == last or (writing.particle is not None and prose[last:position] == " ")
                if beside and held is not None and prose[span.start : span.end] in writing.nouns:
                    span = Span(held.start, span.end, venue=True)  # "弘前" + "公園", "시드니 공항"
                elif held is not None:
                    yield held
                held = span
                position = last = span.end
    if held is not None:
        yield held


def _better(
    prose: str, found: tuple[Span | None, Span | None], limit: int, writing: _Writing, gazetteer: Gazetteer
) -> Span | None:
    """The longer of two readings; the known one where a venue follows ("哈尔滨" + "中央大街").

    A small town's name belongs to its venue's ("鳥羽観光ホテル", "黔东南苗族侗族自治州").
    """
    known, other = found
    inside = known is not None and known.end < limit and prose[known.end - 1] in writing.districts
    if known is not None and inside and prose[known.end - 1 : known.end + 1] in writing.nouns:
        return Span(known.start, known.end + 1, venue=True)  # "東京都" + "庁"
    if known is None or other is None or known.end >= other.end:
        return known or other
    town, rest = prose[known.start : known.end], prose[known.end : other.end]
    whole = writing.kana or "自治" in rest  # Chinese puts a quarter before its venue too: "中环遮打花园"
    if whole and town[-1] not in writing.districts and len(rest) > 1 and _is_weak(town, gazetteer):
        return other
    if gazetteer.country(town) and len(rest) == 1:
        return known  # "中国" + "山東省"
    if other.end - known.end == 1:  # "白川" + "村", but not "静岡県" + "川"
        return known if prose[known.end - 1] in writing.districts else other
    venue = _unknown(prose, known.end, limit, writing, follows=True)
    return known if venue is not None and venue.end >= other.end else other


def _known(prose: str, start: int, limit: int, writing: _Writing, gazetteer: Gazetteer) -> Span | None:
    """The longest name of the map that begins here; Korean and katakana names are whole words."""
    if writing.particle is not None and start and "가" <= prose[start - 1] <= "힣":
        return None
    if start and _KATAKANA.match(prose[start]) and _KATAKANA.match(prose[start - 1]):
        return None
    for end in range(min(limit, start + _MOST_LETTERS), start + _LEAST_LETTERS - 1, -1):
        if not _ends_word(prose, end, limit, writing):
            continue
        text = prose[start:end]
        if text in writing.no_names or not (gazetteer.find(text) or gazetteer.country(text)):
            continue
        suffix = next((len(s) for s in writing.suffixes if prose.startswith(s, end)), 0)
        span = Span(start, end + suffix, known=True)
        return None if writing.kana and _is_surname(prose, span, limit, writing, gazetteer) else span
    return None


def _is_surname(prose: str, span: Span, limit: int, writing: _Writing, gazetteer: Gazetteer) -> bool:
    """Whether a small town's name opens a longer word, and so a person's name: "小川未明".

    A place ends at a particle, a sign or a noun of a venue or district; or another place follows it.
    """
    end = span.end
    if end < limit and _is_okurigana(prose, end) and _is_weak(prose[span.start : end], gazetteer):
        return True  # "真新しい"
    if end == limit or not "\u4e00" <= prose[end] <= "\u9fff" or prose[end - 1] in writing.districts:
        return False
    if not _is_weak(prose[span.start : end], gazetteer) or writing.after.match(prose, end):
        return False
    if _unknown(prose, end, limit, writing, follows=True) is not None or prose[end] in writing.districts:
        return False
    return not any(
        gazetteer.find(prose[end:stop]) and not _is_weak(prose[end:stop], gazetteer)
        for stop in range(end + _LEAST_LETTERS, min(limit, end + _MOST_LETTERS) + 1)
    )


def _is_okurigana(prose: str, end: int) -> bool:
    """Whether the letter behind a name is the ending of a word, and no particle."""
    return "ぁ" <= prose[end] <= "ん" and prose[end] not in _PARTICLES


def _is_weak(text: str, gazetteer: Gazetteer) -> bool:
    """Whether all that the map has by a name is a small town or part of one."""
    found = gazetteer.find(text)
    return (
        bool(found)
        and found[0].kind in {PlaceKind.CITY, PlaceKind.DISTRICT}
        and found[0].population < _GREAT_TOWN
    )


def _is_mayor(prose: str, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether a Korean market is rather a mayor, as a great town's name stands before: "서울시장"."""
    town = prose[span.start : span.end].removesuffix("시장")
    return len(town) < span.end - span.start and bool(gazetteer.find(town)) and not _is_weak(town, gazetteer)


def _ends_word(prose: str, end: int, limit: int, writing: _Writing) -> bool:
    if end == limit:
        return True
    if writing.particle is not None:
        return writing.particle.fullmatch(prose[end:limit]) is not None
    return not (_KATAKANA.match(prose[end]) and _KATAKANA.match(prose[end - 1]))


def _transcribed(prose: str, start: int, writing: _Writing, held: Span | None) -> Span | None:
    """A foreign name that the map lacks, in katakana or hangul."""
    end = None
    if writing.kana:
        end = japanese_end(prose, start, follows=held is not None)
    elif writing.particle is not None and held is not None:
        end = korean_end(prose, start, held.start)
    return Span(start, end) if end else None


def _beside(prose: str, start: int, limit: int, writing: _Writing) -> Span | None:
    """A town that the map lacks, between a country's side and a word for "at": "肯尼亚北部X拍摄"."""
    for end in range(start + _LEAST_LETTERS, min(limit, start + _MOST_LETTERS)):
        if writing.after.match(prose, end):
            return Span(start, end)
    return None


def _opens(prose: str, position: int, run: int, writing: _Writing) -> bool:
    """Whether a name that the map lacks may begin here: at a Korean word, after "in" or a date."""
    if writing.particle is not None:
        return position == run
    return writing.before.search(prose[max(0, position - 4) : position]) is not None


def _unknown(prose: str, start: int, limit: int, writing: _Writing, *, follows: bool) -> Span | None:
    """A venue or a district by its noun; behind a place two letters suffice ("広島市" + "南区")."""
    least = _LEAST_LETTERS if follows else _LEAST_LETTERS + 1
    district = _DISTRICT.match(prose, start, limit)
    behind = writing.venue.match(prose, district.end(), limit) if district else None
    if district and behind and len(behind.group()) > _LEAST_LETTERS:
        return Span(start, district.end(), venue=True)  # "萬華區" + "玫瑰鳥園"
    ends = [
        found.end()
        for pattern in (writing.venue, writing.administrative)
        if (found := pattern.match(prose, start, limit)) is not None
        and len(found.group()) >= least
        and _ends_word(prose, found.end(), limit, writing)
    ]
    end = max(ends, default=start)
    ordinary = prose[start:end] in writing.no_names or writing.no_district.fullmatch(prose, start, end)
    return Span(start, end, venue=True) if ends and not ordinary else None

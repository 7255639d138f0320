"""Names abroad in Japanese and Korean captions, behind the place that holds them: "フィリピン・X州Yで"."""

import re

_KANA = r"ァ-ヺー"
# A region by its letter, then a town up to the word that says that one is there.
_REGION = re.compile(rf"[東西南北中]?[{_KANA}・]{{2,12}}[州県省郡島](?![\u4e00-\u9fff])")
_TOWN = re.compile(
    rf"[{_KANA}]{{3,12}}(?:市|村|町)?(?=で(?!き)|近郊|郊外|付近|近く|中心部|市内|沖|の(?:病院|学校|空港|会場|避難所|路上|広場|教会|海岸|刑務所)|[（(]|、?$)"
)
_FILMED = re.compile(rf"[{_KANA}\u4e00-\u9fff]{{2,12}}(?=で撮影)")
_DATED = re.compile(r"[日月年]、$")
_KOREAN_REGION = re.compile(r"[가-힣]{2,7}(?:주| 지방)(?=\s|의\s|에서)")
_KOREAN_TOWN = re.compile(r"[가-힣]{2,8}?(?=(?:에서|의\s|\s(?:인근|교외|외곽|시내)))")
_KOREAN_REGIONS = ("주", "지방", "동부", "서부", "남부", "북부", "중부")
_KOREAN_NOUN = re.compile(r"전선|지역|지방|도시|마을|국경|해안|산악|고속|공항|병원|학교|시장|광장|난민")


def japanese_end(prose: str, start: int, *, follows: bool) -> int | None:
    """Where a region or town in katakana ends that begins behind a place or a date; None where none begins.

    Args:
        prose: The prose with holes.
        start: Where it would begin (code points).
        follows: Whether it stands right behind a place.
    """
    patterns = [_REGION, _TOWN] if follows else []
    if _DATED.search(prose, max(0, start - 2), start):
        patterns.append(_FILMED)
    found = (pattern.match(prose, start) for pattern in patterns)
    return next((match.end() for match in found if match is not None), None)


def korean_end(prose: str, start: int, held_start: int) -> int | None:
    """Where a region or town that the map lacks ends behind a place; None where none begins.

    Args:
        prose: The prose with holes.
        start: Where it would begin (code points).
        held_start: Where the name before it begins: a town needs a region or a side there, as any noun may
            follow a country.
    """
    held = prose[held_start:start].rstrip()
    pattern = _KOREAN_TOWN if held.endswith(_KOREAN_REGIONS) else _KOREAN_REGION
    match = pattern.match(prose, start)
    return match.end() if match and not _KOREAN_NOUN.match(prose, start) else None

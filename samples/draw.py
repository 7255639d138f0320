"""Draws the sample catalog's pictures: `python -m samples.draw [--metadata | NAME ...]`.

Everything is made here from numbers: no photograph is used, so every picture may be shown to anybody.
Which scene becomes which file, at what size and with which metadata stands in `plan/`; the captions stand in
`captions.csv`. The same seed gives the same picture.
"""

import csv
import io
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from samples.metadata import embed, strip
from samples.render.finish import render
from samples.render.model import Scene
from samples.scenes import (
    aerial,
    boats,
    city,
    desk,
    hills,
    industry,
    night,
    open_land,
    orchard,
    river,
    sea,
    town,
    transport,
)

HERE = Path(__file__).parent
PLAN = ("flood", "news", "features", "folder")
SCENES: dict[str, Callable[[], Scene]] = {
    name: scene
    for room in (boats, city, desk, hills, industry, night, open_land, orchard, river, sea, town, transport)
    for name, scene in room.SCENES.items()
}
QUALITY = 82  # what wires send for the web; the step that keeps each file under 260 kB
LIMIT = 258_000


def draw_scene(name: str, width: int, height: int, seed: int = 1) -> Image.Image:
    """Return one scene at that size in pixels.

    Args:
        name: A key of `SCENES` or `aerial.PRINTS`.
        width: Pixels across.
        height: Pixels down.
        seed: Chooses the film grain.

    Returns:
        An RGB picture.
    """
    if name in aerial.PRINTS:
        return aerial.PRINTS[name](width, height, seed)
    return render(SCENES[name](), width, height, seed)


def _panels(names: list[str], width: int, height: int, seed: int) -> Image.Image:
    """Several scenes side by side with a white gutter, as agencies send combos."""
    gutter = 12
    part = (width - gutter * (len(names) - 1)) // len(names)
    sheet = Image.new("RGB", (width, height), "white")
    for number, name in enumerate(names):
        sheet.paste(draw_scene(name, part, height, seed), (number * (part + gutter), 0))
    return sheet


def draw_picture(entry: dict[str, Any], drawn: dict[str, Image.Image]) -> Image.Image:
    """Return the picture of one entry; `from`, `crop` and `mirror` make a copy of another file's."""
    width, height = entry["size"]
    if "panels" in entry:
        return _panels(entry["panels"], width, height, entry.get("seed", 1))
    if "from" not in entry:
        return draw_scene(entry["scene"], width, height, entry.get("seed", 1))
    whole = drawn[entry["from"]]
    left, top, right, foot = entry.get("crop", (0, 0, 1, 1))
    box = (left * whole.width, top * whole.height, right * whole.width, foot * whole.height)
    part = whole.resize((width, height), Image.Resampling.LANCZOS, box=box)
    if entry.get("mirror"):
        part = part.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    levels = np.asarray(part, dtype=np.float32) * np.array(entry.get("tone", (1, 1, 1)), dtype=np.float32)
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image) -> bytes:
    for quality in range(QUALITY, 50, -4):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= LIMIT:
            break
    return out.getvalue()


def captions() -> dict[str, str]:
    """Return the caption of each file in `captions.csv`."""
    with (HERE / "captions.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row["caption"] for row in csv.DictReader(lines) if row["file"]}


def entries() -> list[dict[str, Any]]:
    """Return the pictures planned, each after the one it is made from."""
    texts = [(HERE / "plan" / f"{part}.toml").read_text(encoding="utf-8") for part in PLAN]
    return [entry for text in texts for entry in tomllib.loads(text)["picture"]]


def blocks(entry: dict[str, Any], caption: str) -> dict[str, dict[str, Any]]:
    """Return the fields of each metadata block: the shared ones, then its own; an empty value drops one."""
    out = {}
    for block in entry.get("blocks", []):
        fields = dict(entry.get("fields", {})) | dict(entry.get(block, {}))
        filled = {k: v.replace("{caption}", caption) if isinstance(v, str) else v for k, v in fields.items()}
        out[block] = {key: value for key, value in filled.items() if value not in ("", [])}
    return out


def describe() -> None:
    """Write the metadata of every picture anew; the pixels stay."""
    known = captions()
    for entry in entries():
        path = HERE / entry["file"]
        caption = known.get(entry["file"], entry.get("caption", ""))
        stale = entry.get("stale_digest", False)
        path.write_bytes(embed(strip(path.read_bytes()), blocks(entry, caption), stale=stale))


def main(names: list[str]) -> None:
    """Draw the pictures named (a part of the file name is enough), or all; `--metadata` writes only words."""
    if names == ["--metadata"]:
        describe()
        return
    known = captions()
    drawn: dict[str, Image.Image] = {}
    plan = entries()
    needed = {entry["file"] for entry in plan if not names or any(name in entry["file"] for name in names)}
    needed |= {entry["from"] for entry in plan if entry["file"] in needed and "from" in entry}
    for entry in plan:
        if entry["file"] not in needed:
            continue
        drawn[entry["file"]] = picture = draw_picture(entry, drawn)
        caption = known.get(entry["file"], entry.get("caption", ""))
        path = HERE / entry["file"]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(
            embed(_jpeg(picture), blocks(entry, caption), stale=entry.get("stale_digest", False))
        )
        print(
            f"{entry['file']}  {picture.width} x {picture.height}  {path.stat().st_size // 1000} kB",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])

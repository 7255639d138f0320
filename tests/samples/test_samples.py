"""The sample catalog is whole, says what its read-me says, and can be drawn again."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, IptcImagePlugin

from samples import draw, metadata

SAMPLES = Path(draw.__file__).parent
ENTRIES = draw.entries()
FILES = [entry["file"] for entry in ENTRIES]
LIMIT = 260_000  # bytes of one picture
TOTAL = 8_000_000  # bytes of all


def _rows():
    with (SAMPLES / "captions.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _wire():
    return [json.loads(line) for line in (SAMPLES / "wire.jsonl").read_text(encoding="utf-8").splitlines()]


def _article():
    paragraphs = (SAMPLES / "article.txt").read_text(encoding="utf-8").split("\n\n")
    return [paragraph.strip() for paragraph in paragraphs]


def _iim(picture):
    found = IptcImagePlugin.getiptcinfo(picture) or {}
    return {key: value if isinstance(value, list) else [value] for key, value in found.items()}


def _xmp(picture):
    return picture.info.get("xmp", b"").decode()


def _entry(name):
    return next(entry for entry in ENTRIES if name in entry["file"])


def test_there_are_enough_pictures_and_captions():
    rows, wire = _rows(), _wire()
    own = [entry["caption"] for entry in ENTRIES if "caption" in entry]
    assert len(FILES) >= 40
    assert len(rows) + len(wire) + len(own) + 3 >= 200


def test_no_caption_is_given_twice():
    captions = [row["caption"] for row in _rows()] + [line["caption"] for line in _wire()]
    captions += [entry["caption"] for entry in ENTRIES if "caption" in entry]
    assert len(captions) == len(set(captions))
    assert all(caption.strip() == caption and caption for caption in captions)


def test_the_table_has_whole_rows_and_unique_references():
    rows = _rows()
    assert all(None not in row and None not in row.values() for row in rows)
    references = [(row["provider"], row["reference"]) for row in rows if row["reference"]]
    assert len(references) == len(set(references))
    assert all("SAMPLE" in reference for _, reference in references)


def test_every_line_of_the_wire_has_an_id_a_caption_and_a_provider():
    wire = _wire()
    assert all(line.keys() == {"id", "caption", "provider"} for line in wire)
    assert len({line["id"] for line in wire}) == len(wire)


def test_the_article_holds_three_captions_as_paragraphs_of_their_own():
    credited = [paragraph for paragraph in _article() if "EPA-EFE/" in paragraph]
    assert [paragraph.endswith("HANDOUT") for paragraph in credited] == [False, True, True]
    assert credited[1].startswith(
        "A handout photo made available by the Armenian Foreign Ministry shows an area"
    )
    assert len(_article()) > 6


def test_the_table_names_exactly_the_pictures_of_its_folder():
    named = {row["file"] for row in _rows()}
    on_disk = {f"pictures/{path.name}" for path in (SAMPLES / "pictures").iterdir()}
    assert named == on_disk == {file for file in FILES if file.startswith("pictures/")}


def test_the_folder_holds_its_pictures_and_their_side_files():
    on_disk = {path.name for path in (SAMPLES / "folder").iterdir()}
    drawn = {Path(file).name for file in FILES if file.startswith("folder/")}
    beside = {"lighthouse-storm.jpg.xmp", "satellite-after.txt", "tram-crop.txt"}
    assert on_disk == drawn | beside


@pytest.mark.parametrize("entry", ENTRIES, ids=FILES)
def test_each_picture_opens_at_its_size(entry):
    path = SAMPLES / entry["file"]
    with Image.open(path) as picture:
        picture.load()
        assert picture.format == "JPEG"
        assert picture.size == tuple(entry["size"])
        assert np.asarray(picture.convert("L")).std() > 12
    assert path.stat().st_size < LIMIT


def test_all_samples_together_stay_small():
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) < TOTAL


@pytest.mark.parametrize("entry", ENTRIES, ids=FILES)
def test_each_picture_carries_the_blocks_it_should_and_no_others(entry):
    wanted = set(entry.get("blocks", []))
    with Image.open(SAMPLES / entry["file"]) as picture:
        found = {
            "exif": bool(picture.getexif()),
            "iim": "photoshop" in picture.info,
            "xmp": "xmp" in picture.info,
        }
    assert {name for name, there in found.items() if there} == wanted


@pytest.mark.parametrize("entry", [e for e in ENTRIES if "fields" in e], ids=lambda e: e["file"])
def test_each_job_id_says_that_it_is_a_sample(entry):
    with Image.open(SAMPLES / entry["file"]) as picture:
        jobs = [value for part in _iim(picture).get((2, 103), []) for value in [part.decode()]]
        if "xmp" in entry["blocks"]:
            jobs.append(_xmp(picture).split("<photoshop:TransmissionReference>")[1].split("<")[0])
    assert jobs
    assert all("SAMPLE" in job for job in jobs)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["file"])
def test_the_caption_stands_in_the_file_where_there_is_metadata(row):
    entry = _entry(row["file"])
    if "fields" not in entry:
        return
    with Image.open(SAMPLES / row["file"]) as picture:
        if "iim" in entry["blocks"]:
            assert _iim(picture)[2, 120] == [row["caption"].encode()]
        assert metadata.escape(row["caption"]) in _xmp(picture)


def test_one_credit_is_cut_before_the_word_handout():
    with Image.open(SAMPLES / _entry("footbridge-gali")["file"]) as picture:
        (credit,) = _iim(picture)[2, 110]
        assert len(credit) == 32
        assert b"HANDOUT" not in credit
        assert f"<photoshop:Credit>{credit.decode()}" in _xmp(picture)
        assert "HANDOUT</photoshop:Credit>" in _xmp(picture)


def test_one_camera_clock_was_reset_and_one_runs_late():
    with Image.open(SAMPLES / _entry("market-umbrellas")["file"]) as picture:
        assert picture.getexif().get_ifd(0x8769)[0x9003].startswith("2000:01:01")
    with Image.open(SAMPLES / _entry("coast-guard")["file"]) as picture:
        assert picture.getexif().get_ifd(0x8769)[0x9003].startswith("2022:11:12")


def test_one_gps_fix_is_far_from_the_caption():
    with Image.open(SAMPLES / _entry("fortress")["file"]) as picture:
        gps = picture.getexif().get_ifd(0x8825)
    assert (gps[1], gps[3]) == ("N", "W")
    assert float(gps[2][0]) == 36


def test_one_digest_does_not_match_its_record():
    states = {}
    for name in ("dam-outlets", "microphones"):
        with Image.open(SAMPLES / _entry(name)["file"]) as picture:
            blocks = picture.info["photoshop"]
        states[name] = metadata.photoshop_block(blocks[0x0404]).endswith(blocks[0x0425])
    assert states == {"dam-outlets": False, "microphones": True}


def test_the_same_scene_is_drawn_the_same_twice():
    first, second = (np.asarray(draw.draw_scene("capsule", 96, 64, 5)) for _ in range(2))
    assert first.shape == (64, 96, 3)
    assert np.array_equal(first, second)


def test_a_drawn_picture_looks_like_the_one_that_is_shipped():
    entry = _entry("vineyard")
    small = np.asarray(draw.draw_scene(entry["scene"], 150, 100), dtype=float)
    with Image.open(SAMPLES / entry["file"]) as shipped:
        kept = np.asarray(shipped.convert("RGB").resize((150, 100), Image.Resampling.BOX), dtype=float)
    assert np.abs(small - kept).mean() < 14


def test_the_old_frame_passed_off_as_new_is_the_file_picture_mirrored():
    old, new = _entry("footbridge-file-2019"), _entry("mirrored")
    assert new["from"] == old["file"]
    left, top, right, foot = new["crop"]
    with Image.open(SAMPLES / old["file"]) as whole, Image.open(SAMPLES / new["file"]) as shown:
        box = (left * whole.width, top * whole.height, right * whole.width, foot * whole.height)
        part = whole.convert("L").resize((60, 40), Image.Resampling.BOX, box=box)
        turned = np.asarray(part.transpose(Image.Transpose.FLIP_LEFT_RIGHT), dtype=float)
        kept = np.asarray(shown.convert("L").resize((60, 40), Image.Resampling.BOX), dtype=float)
    assert np.abs(turned - kept).mean() < 4
    assert np.abs(np.asarray(part, dtype=float) - kept).mean() > 10


def test_a_translated_caption_stands_beside_the_same_pixels():
    first, second = (_entry(name) for name in ("fishing-boats.jpg", "fishing-boats-lusa"))
    assert second["from"] == first["file"]
    assert first["fields"]["creators"] == second["fields"]["creators"]
    assert first["exif"] == second["exif"]


def test_a_mirrored_copy_is_turned_left_to_right():
    whole = draw.draw_scene("microphones", 60, 40)
    copy = draw.draw_picture({"from": "whole", "mirror": True, "size": [60, 40]}, {"whole": whole})
    assert np.array_equal(np.asarray(copy), np.asarray(whole)[:, ::-1])


def test_a_crop_is_made_from_the_picture_it_names():
    whole = draw.draw_scene("microphones", 120, 80)
    part = draw.draw_picture({"from": "whole", "crop": [0.5, 0.5, 1, 1], "size": [30, 20]}, {"whole": whole})
    expected = whole.resize((30, 20), Image.Resampling.LANCZOS, box=(60, 40, 120, 80))
    assert np.array_equal(np.asarray(part), np.asarray(expected))


def test_each_entry_names_a_scene_or_another_file():
    known = draw.SCENES.keys() | draw.aerial.PRINTS.keys()
    for entry in ENTRIES:
        wanted = entry.get("panels", [entry["scene"]] if "scene" in entry else [])
        assert set(wanted) <= known
        assert wanted or entry["from"] in FILES


def test_metadata_can_be_written_anew_without_touching_pixels():
    path = SAMPLES / _entry("newspaper")["file"]
    plain = path.read_bytes()
    dressed = metadata.embed(plain, {"xmp": {"headline": "A & B"}, "iim": {"city": "Łódź"}})
    assert b"A &amp; B" in dressed
    assert metadata.strip(dressed) == plain


def test_text_is_cut_between_characters():
    record = metadata.iim_record({"city": "ą" * 40})
    assert record.endswith("ą".encode() * 16)


def test_the_read_me_names_each_group_of_files():
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for path in SAMPLES.iterdir():
        if path.name not in {"README.md", "__pycache__"}:
            assert f"`{path.name}{'/' if path.is_dir() else ''}`" in text
    assert "CC0 1.0" in text

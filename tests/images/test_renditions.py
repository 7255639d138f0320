from io import BytesIO

import pytest
from PIL import Image, ImageCms

from catalog.errors import CatalogError
from catalog.images import read_and_render, render
from catalog.images.phash import perceptual_hash
from catalog.images.pixels import decode


def saved(picture, kind="PNG", **options):
    target = BytesIO()
    picture.save(target, kind, **options)
    return BytesIO(target.getvalue())


def opened(rendition):
    return Image.open(BytesIO(rendition.data))


def bits(one, other):
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_renditions_have_the_longest_edge_asked_for(build):
    small, large = render(saved(build.detailed((2000, 1000)), "JPEG"))
    assert (small.longest, small.width, small.height) == (320, 320, 160)
    assert (large.longest, large.width, large.height) == (1600, 1600, 800)
    assert opened(large).size == (1600, 800)
    assert (opened(large).format, opened(large).mode) == ("WEBP", "RGB")


def test_nothing_is_enlarged(build):
    assert [(r.width, r.height) for r in render(BytesIO(build.picture(size=(64, 48))))] == [
        (64, 48),
        (64, 48),
    ]


def test_renditions_carry_no_metadata(build):
    data = build.picture(
        "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    assert set(opened(render(BytesIO(data))[0]).info) <= {"loop", "background", "timestamp", "duration"}


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_the_stored_picture_is_turned_upright(turn, kind):
    upright = Image.new("RGB", (40, 20), "white")
    upright.paste("red", (0, 0, 20, 10))
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = upright.transpose(undo[turn]) if turn in undo else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    shown = decode(saved(stored, kind, exif=exif.tobytes()), 1600).picture
    assert shown.size == (40, 20)
    assert shown.getpixel((2, 2)) == (255, 0, 0)
    assert shown.getpixel((38, 18)) == (255, 255, 255)


MODES = [
    ("transparent", Image.new("RGBA", (8, 8), (255, 0, 0, 0)), {}, (255, 255, 255)),
    ("half transparent", Image.new("RGBA", (8, 8), (0, 0, 0, 128)), {}, (127, 127, 127)),
    ("transparent grey", Image.new("LA", (8, 8), (0, 0)), {}, (255, 255, 255)),
    ("palette", Image.new("P", (8, 8), 0), {}, (0, 0, 0)),
    ("palette with a transparent colour", Image.new("P", (8, 8), 0), {"transparency": 0}, (255, 255, 255)),
    ("colour key", Image.new("RGB", (8, 8), (1, 2, 3)), {"transparency": (1, 2, 3)}, (255, 255, 255)),
    ("bilevel", Image.new("1", (8, 8), 1), {}, (255, 255, 255)),
    ("grey", Image.new("L", (8, 8), 90), {}, (90, 90, 90)),
    ("16-bit grey", Image.new("I;16", (8, 8), 0x8000), {}, (128, 128, 128)),
]


@pytest.mark.parametrize(
    ("picture", "options", "colour"), [pytest.param(*row[1:], id=row[0]) for row in MODES]
)
def test_every_mode_becomes_rgb_on_white(picture, options, colour):
    assert decode(saved(picture, **options), 1600).picture.getpixel((4, 4)) == colour


def test_cmyk_becomes_rgb():
    picture = decode(saved(Image.new("CMYK", (32, 32), (0, 0, 0, 0)), "JPEG"), 1600).picture
    assert (picture.mode, picture.getpixel((9, 9))) == ("RGB", (255, 255, 255))


def test_colours_follow_the_profile_of_the_file():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = decode(saved(Image.new("RGB", (8, 8), (10, 200, 30)), icc_profile=lab), 1600).picture
    assert picture.getpixel((4, 4)) == pytest.approx((10, 200, 30), abs=2)


def test_a_broken_profile_changes_nothing():
    picture = decode(saved(Image.new("RGB", (8, 8), (10, 200, 30)), icc_profile=b"no profile"), 1600).picture
    assert picture.getpixel((4, 4)) == (10, 200, 30)


def test_pixels_that_cannot_be_read_give_no_rendition_and_a_reason(build):
    data = saved(build.detailed(), "JPEG").getvalue()
    assert render(BytesIO(data[:4000])) == ()
    assert "truncated" in decode(BytesIO(data[:4000]), 320).problems[0].reason
    assert render(BytesIO(b"text")) == ()
    assert render(BytesIO(data), ()) == ()


def test_broken_exif_turns_nothing(build):
    data = build.jpeg(exif=[build.tiff((0x0112, 2, 5, b"left\x00"))])
    assert decode(BytesIO(data), 320).picture.size == (64, 48)


def test_the_hash_holds_through_reduction_and_compression(build):
    picture = build.detailed()
    one = perceptual_hash(picture)
    again = Image.open(saved(picture.resize((200, 150)), "JPEG", quality=40))
    assert len(one) == 64
    assert bits(one, perceptual_hash(again)) <= 80
    assert bits(one, perceptual_hash(picture.transpose(Image.Transpose.ROTATE_90))) > 90


def test_a_picture_without_detail_has_no_hash():
    assert perceptual_hash(Image.new("RGB", (64, 64), "grey")) is None


def test_the_job_reads_hashes_and_renders_at_once(build, tmp_path):
    path = tmp_path / "pier.jpg"
    path.write_bytes(saved(build.detailed(), "JPEG").getvalue())
    reading, renditions = read_and_render(str(path), (320,))
    assert (reading.record.file, reading.record.width) == ("pier.jpg", 640)
    assert len(reading.record.phash) == 64
    assert [r.longest for r in renditions] == [320]
    assert read_and_render(str(path), ())[0] == reading


def test_the_job_tells_of_pixels_it_cannot_read(build, tmp_path):
    path = tmp_path / "cut.jpg"
    path.write_bytes(saved(build.detailed(), "JPEG").getvalue()[:4000])
    reading, renditions = read_and_render(str(path))
    assert renditions == ()
    assert reading.record.phash is None
    assert [p.block for p in reading.record.problems] == ["pixels"]


def test_the_job_reads_what_is_no_picture(tmp_path):
    path = tmp_path / "notes.jpg"
    path.write_bytes(b"just text")
    reading, renditions = read_and_render(str(path))
    assert (reading.record.format, renditions) == (None, ())


def test_a_missing_file_is_an_error_that_names_it(tmp_path):
    with pytest.raises(CatalogError, match=r"gone\.jpg: No such file"):
        read_and_render(str(tmp_path / "gone.jpg"))

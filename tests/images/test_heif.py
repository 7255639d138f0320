"""HEIC as phones write it: read whole with the extra `heif`, its EXIF alone without it."""

import base64
import sys
from io import BytesIO

import pytest

from catalog.images import container
from catalog.images.job import read_and_render
from catalog.images.read import read_image

# A red square on a slope of grey, 64 by 48 pixels.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAAEoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt"
    "AAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5j"
    "bHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBp"
    "eGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAAFJtZGF0AAAARigBrwtg+lL5qmqZ6sLrq5DO7dEu3o9ighsd7JTZ"
    "3M8NtpZb6TalBHPdm4FPmSEGfAC2zq/W1SYg0ojgwpprx+4myLppIoA="
)
NEEDS = "HEIC needs the extra heif; only its metadata is read"


@pytest.fixture
def without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    container.openable.cache_clear()
    yield
    container.openable.cache_clear()


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "phone.heic"
    path.write_bytes(HEIC)
    return str(path)


def test_heic_is_decoded_with_the_extra(picture):
    pytest.importorskip("pi_heif")
    reading, renditions = read_and_render(picture)
    record = reading.record
    assert (record.format, record.mime, record.width, record.height) == ("heif", "image/heif", 64, 48)
    assert (record.problems, record.phash is None) == ((), False)
    assert {(rendition.width, rendition.height) for rendition in renditions} == {(64, 48)}


def test_heic_that_is_cut_off_is_a_problem_and_no_crash():
    pytest.importorskip("pi_heif")
    record = read_image(BytesIO(HEIC[:300]), name="cut.heic").record
    assert (record.format, record.width) == ("heif", None)
    assert record.problems[0].reason == "not an image that can be opened, or damaged"


@pytest.mark.usefixtures("without_the_extra")
def test_heic_without_the_extra_is_recognised_and_says_what_it_needs(picture):
    reading, renditions = read_and_render(picture)
    assert (reading.record.format, reading.record.width, renditions) == ("heif", 64, ())
    assert NEEDS in [problem.reason for problem in reading.record.problems]

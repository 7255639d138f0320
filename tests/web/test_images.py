import hashlib
from pathlib import Path

import msgspec
import pytest

from web.pages.images import _is_unchanged


@pytest.mark.parametrize("longest", ["320", "1600"])
def test_a_rendition_is_webp_and_cached_for_good_under_its_version(client, number, rooms, longest):
    photo = number("ferry")
    version = rooms.store.original(photo).sha256[:12]
    answer = client.get(f"/photos/{photo}/image/{longest}?v={version}")
    assert answer.status_code == 200
    assert answer.mimetype == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_without_its_version_an_image_is_asked_for_again(client, number):
    answer = client.get(f"/photos/{number('ferry')}/image/320")
    assert "immutable" not in answer.headers["Cache-Control"]
    again = client.get(
        f"/photos/{number('ferry')}/image/320", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_the_original_comes_unaltered(client, number, rooms):
    photo = number("ferry")
    answer = client.get(f"/photos/{photo}/image/original")
    assert answer.mimetype == "image/jpeg"
    assert hashlib.sha256(answer.data).hexdigest() == rooms.store.original(photo).sha256


def test_a_part_of_the_original_can_be_asked_for(client, number):
    answer = client.get(f"/photos/{number('ferry')}/image/original", headers={"Range": "bytes=0-1"})
    assert answer.status_code == 206
    assert answer.data == b"\xff\xd8"


def test_a_changed_or_missing_original_is_not_found(client, number, rooms):
    path = Path(rooms.store.original(number("market")).path)
    data = path.read_bytes()
    try:
        path.write_bytes(data + b"x")
        assert client.get(f"/photos/{number('market')}/image/original").status_code == 404
        path.unlink()
        assert client.get(f"/photos/{number('market')}/image/original").status_code == 404
    finally:
        path.write_bytes(data)


def test_a_file_that_is_no_known_picture_is_a_download(client, number, rooms, monkeypatch):
    photo = rooms.store.photo(number("ferry"))
    image = msgspec.structs.replace(photo.image, mime="image/svg+xml")
    strange = msgspec.structs.replace(photo, image=image)
    monkeypatch.setattr(rooms.store, "photo", lambda _id: strange)
    answer = client.get(f"/photos/{photo.id}/image/original")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/photos/{}/image/320", "/photos/{}/image/original"])
@pytest.mark.parametrize("reference", ["hostile", None])
def test_without_an_image_there_is_nothing_to_send(client, number, path, reference):
    answer = client.get(path.format(number(reference) if reference else 999))
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_another_size_is_not_found(client, number):
    assert client.get(f"/photos/{number('ferry')}/image/640").status_code == 404


def test_a_folder_in_the_file_s_place_is_no_original(tmp_path):
    assert not _is_unchanged(tmp_path, "0" * 64)

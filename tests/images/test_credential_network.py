"""Reading credentials asks nobody for anything, shown by a server on this machine that would see it."""

import socket
from contextlib import closing
from io import BytesIO
from threading import Event, Thread

import c2pa
import pytest

from catalog.images import read_image
from catalog.images.trust import read_trust_list
from catalog.workers import Workers
from tests.signing import Authority, aggregated, drawn, made_from, signed

# Longer than any connection on this machine takes to arrive.
GRACE = 0.5


class Listener:
    """A server that notes every connection and hangs up."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.seen = []
        self.called = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.seen.append(connection.recv(200))
                self.called.set()

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def listener():
    with closing(Listener()) as listener:
        yield listener


@pytest.fixture(scope="module")
def root():
    return Authority()


def elsewhere(root, port):
    return signed(root.holder(), url=f"http://localhost:{port}/quay.c2pa", embed=False)


def here_and_elsewhere(root, port):
    return signed(root.holder(), url=f"http://localhost:{port}/quay.c2pa")


def revocable(root, port):
    return signed(root.holder(ocsp=f"http://localhost:{port}/ocsp"))


def issued_elsewhere(root, port):
    return aggregated(root.holder(), f"did:web:localhost%3A{port}")


def of_a_picture_elsewhere(root, port):
    return made_from(
        root.holder(), ("first.jpg", here_and_elsewhere(root, port)), ("second.jpg", revocable(root, port))
    )


def spellings(port):
    """The port as the bytes of a picture hold it: as text, or each letter as a number of CBOR."""
    text = str(port).encode()
    return text, b"".join(bytes((0x18, letter)) for letter in text)


PICTURES = [elsewhere, here_and_elsewhere, revocable, issued_elsewhere, of_a_picture_elsewhere]


@pytest.fixture
def lists(root, tmp_path):
    path = tmp_path / "desks.pem"
    path.write_text(root.pem)
    return (read_trust_list(path),)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.__name__)
def test_nobody_is_asked(picture, root, listener, lists):
    data = picture(root, listener.port)
    assert any(form in data for form in spellings(listener.port))
    for trust in ((), lists):
        record = read_image(BytesIO(data), name="quay.jpg", trust=trust).record
        assert record.c2pa is not None
    assert not listener.called.wait(GRACE)


def test_nobody_is_asked_by_a_worker(root, listener, lists, tmp_path):
    path = tmp_path / "quay.jpg"
    path.write_bytes(elsewhere(root, listener.port))
    with Workers(1) as workers:
        reading, _ = workers.run("catalog.images.job:read_and_render", str(path), (), lists, timeout=30.0)
    assert reading.record.c2pa.url == f"http://localhost:{listener.port}/quay.c2pa"
    assert not listener.called.wait(GRACE)


@pytest.mark.parametrize(
    ("picture", "settings"),
    [
        (elsewhere, {"remote_manifest_fetch": True}),
        (revocable, {"ocsp_fetch": True, "remote_manifest_fetch": False}),
    ],
    ids=["elsewhere", "revocable"],
)
def test_the_listener_would_see_it(picture, settings, root, listener):
    """The same pictures read by the SDK with its doors open."""
    data = BytesIO(picture(root, listener.port))
    anchors = [{"trust_uri": "x", "trust_kind": "manifest", "trust_anchors": root.pem}]
    with c2pa.Context.from_dict({"verify": settings, "trust": {"anchors": anchors}}) as context:
        try:
            c2pa.Reader(None, data, context=context).close()
        except c2pa.C2paError:
            assert picture is elsewhere
    assert listener.called.wait(GRACE)


def test_a_picture_without_credentials_asks_nobody(listener):
    assert read_image(BytesIO(drawn()), name="quay.jpg").record.c2pa is None
    assert not listener.called.wait(GRACE)

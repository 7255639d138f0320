import pytest

from catalog.settings import load_settings
from web import create_app

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def assert_problem(answer, status):
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    body = answer.json
    assert body["type"] == "about:blank"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/photos/999", 404),
        ("GET", "/photos/1/image/320?x", 200),
        ("GET", "/api/v1/photos/999", 404),
        ("GET", "/api/v1/nothing", 404),
        ("POST", "/sources", 405),
        ("GET", "/api/v1/parse", 405),
        ("GET", "/?q=agncy:x", 400),
        ("GET", "/api/v1/photos?limit=x", 400),
    ],
)
def test_every_error_for_a_program_is_a_problem(client, method, path, status):
    answer = client.open(path, method=method)
    if status == 200:
        assert answer.status_code == 200
    else:
        assert_problem(answer, status)


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/?q=agncy:x", 400), ("/photos/999", 404)])
def test_a_browser_gets_a_page_with_the_same_status(client, path, status):
    answer = client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert "Content-Security-Policy" in answer.headers


def test_the_api_never_answers_with_a_page(client):
    assert_problem(client.get("/api/v1/photos/999", headers={"Accept": BROWSER}), 404)


def test_a_wrong_method_names_the_right_ones(client):
    assert "GET" in client.post("/sources").headers["Allow"]


def test_a_catalog_that_was_never_initialised_is_told_in_one_line(tmp_path):
    client = create_app(load_settings({}, tmp_path / "home")).test_client()
    assert_problem(client.get("/readyz"), 503)
    assert client.get("/healthz").status_code == 200


def test_a_programming_error_is_a_problem_without_its_insides(app, client, rooms, monkeypatch):
    app.testing = False
    monkeypatch.setattr(rooms.store, "photo", lambda _id: 1 / 0)
    answer = client.get("/api/v1/photos/1")
    app.testing = True
    assert_problem(answer, 500)
    assert "division" not in answer.text

"""A cluster's page and API: copies by arrival, what one says and another does not; nothing can be changed."""

import re

import pytest

from catalog.desk import Clusters, join, split
from catalog.desk.opening import knowledge_of, rules_of
from catalog.settings import load_settings
from tests.desk.looks import ANN, Gallery
from tests.desk.test_assessing import HANDOUT, SILENT, Wires
from tests.web import samples
from web import create_app
from web.cluster import _arrival
from web.rooms import Rooms

HOSTILE = 'Boats <script>alert("1")</script> at Gorizia, Italy, 4 May 2019. AFP/ANN REED'


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    settings = load_settings({}, tmp_path_factory.mktemp("clusters") / "home")
    store = samples.new(settings)
    wires = Wires(store)
    for reference, name, caption in (
        ("a", "A", HANDOUT), ("b", "A1", SILENT), ("c", "A2", HOSTILE), ("d", "B", "Gulls. EPA"),
        ("e", "A3", None),
    ):  # fmt: skip
        wires.send(reference, name, caption)
    store.close()
    rooms = Rooms(settings)
    yield rooms
    rooms.index.close()
    rooms.store.close()


@pytest.fixture
def client(opened):
    return create_app(opened.settings, rooms=opened).test_client()


@pytest.fixture
def page(client):
    def get(path, status=200):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == status, answer.text
        return answer.text

    return get


def copies(text):
    return re.findall(r'<li class="(cluster-copy[^"]*)">(.*?)</article>', text, re.DOTALL)


def test_copies_stand_side_by_side_by_arrival(page):
    found = copies(page("/clusters/1"))

    assert [re.search(r"<h2[^>]*>([\w ]+) <a", text)[1] for _, text in found] == [
        "First received", "2nd received", "3rd received", "4th received",
    ]  # fmt: skip
    silent = "cluster-copy cluster-copy-silent"
    assert [kind for kind, _ in found] == ["cluster-copy", silent, silent, silent]


def test_the_mark_that_some_copies_lack_is_said_first_with_other_explanations(page):
    text = page("/clusters/1")
    banner = text[text.index('class="mark-lost"') : text.index('<ol class="cluster-copies">')]

    assert "3 copies do not say what another says: handout from <bdi>Lamp Museum</bdi>" in " ".join(
        banner.split()
    )
    assert banner.count("/photos/1") == 1
    assert [f"/photos/{n}" in banner for n in (2, 3, 5)] == [True] * 3
    assert "What else may explain it" in banner


def test_what_the_first_says_and_a_copy_does_not_is_marked(page):
    silent = copies(page("/clusters/1"))[1][1]
    rows = re.findall(r'<div(?: class="departs departs-(\w+)")?>\s*<dt>([^<]+)</dt>', silent)

    assert rows == [
        ("other", "Credit line"), ("lost", "Handed out by"), ("", "Agency"), ("", "Place"), ("", "Country"),
        ("lost", "Date"),
    ]  # fmt: skip
    assert "Not said here; the first says <bdi>3 May 2019</bdi>" in silent
    assert "Does not say that it was handed out" in silent


def test_words_of_a_caption_are_no_markup(page):
    assert "<script>alert" not in page("/clusters/1")
    assert "&lt;script&gt;alert" in page("/clusters/1")


def test_a_photo_s_page_leads_to_its_copies(page):
    text = page("/photos/2")

    assert '<a href="/clusters/1">4 copies of this picture</a>' in text
    assert "1 says handout from <bdi>Lamp Museum</bdi>, 3 do not" in text
    assert "A copy of this picture is marked as a handout; this one is not." in text
    assert "Photo 1: Caption" in text
    assert "<strong>This one</strong>" in text


def test_a_page_compares_the_first_copies_and_the_photo_shown(page, monkeypatch):
    monkeypatch.setattr("web.cluster.MOST", 2)

    assert "4 copies of one picture" in page("/clusters/1")
    assert "in the order of arrival, the first 2." in page("/clusters/1")
    assert len(copies(page("/clusters/1"))) == 2
    text = page("/photos/5")
    assert '<a href="/clusters/1">4 copies of this picture</a>' in text
    assert [f">{words} received" in text.lower() for words in ("first", "2nd", "3rd", "4th")] == [
        True, True, False, True,
    ]  # fmt: skip


def test_a_photo_without_copies_shows_none(page):
    assert "cluster-title" not in page("/photos/4")


def test_a_number_without_cluster_is_not_found(page, client):
    page("/clusters/4", 404)
    assert client.get("/api/v1/clusters/4").status_code == 404


@pytest.mark.parametrize(
    "path", ["/clusters/{}", "/api/v1/clusters/{}", "/photos/{}", "/api/v1/photos/{}", "/imports/{}"]
)
def test_a_number_that_no_database_can_hold_names_nothing(client, path):
    assert client.get(path.format(2**63)).status_code == 404
    assert client.get(path.format(2**63 - 1)).status_code == 404


def test_the_page_has_no_form_that_changes_anything(page):
    assert 'method="post"' not in page("/clusters/1").lower()


def test_the_api_gives_the_copies_and_the_mark(client):
    answer = client.get("/api/v1/clusters/1").json

    assert answer["handout_mark"]["said_by"] == [1]
    assert answer["handout_mark"]["from"][0]["name"] == "Lamp Museum"
    assert [one["photo"] for one in answer["copies"]] == [1, 2, 3, 5]
    assert client.get("/api/v1/photos/2").json["cluster"] == 1


def test_a_search_lists_the_copies(client):
    items = client.get("/api/v1/photos?q=cluster:1").json["items"]
    assert sorted(photo["id"] for photo in items) == [1, 2, 3, 5]
    assert client.get("/api/v1/photos?q=-has:copies").json["total"] == 1


def test_a_number_that_became_part_of_another_leads_there(tmp_path):
    settings = load_settings({}, tmp_path / "home")
    store = samples.new(settings)
    gallery = Gallery(store)
    clusters = Clusters(store, gallery, rules_of(knowledge_of(settings)))
    gallery.hang(clusters, "A", "B", "A1", "B1", "C")
    join(clusters, [1, 2], actor=ANN, reason="x")
    rooms = Rooms(settings)
    client = create_app(settings, rooms=rooms).test_client()

    assert client.get("/clusters/2").headers["Location"] == "/clusters/1"
    assert client.get("/api/v1/clusters/2").headers["Location"] == "/api/v1/clusters/1"
    assert "copies do not say" not in client.get("/clusters/1").text
    split(clusters, [2, 4], actor=ANN, reason="x")
    assert client.get("/clusters/2").status_code == 200
    rooms.store.close()
    store.close()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (0, "First"),
        (1, "2nd"),
        (2, "3rd"),
        (3, "4th"),
        (10, "11th"),
        (11, "12th"),
        (20, "21st"),
        (111, "112th"),
    ],
)
def test_arrivals_are_counted_as_people_count(place, words):
    assert _arrival(place) == f"{words} received"

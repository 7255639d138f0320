"""Clusters from the shell: listed, shown, joined, split, undone, made again."""

import json
import shutil

import pytest

from catalog.caption import parse_caption
from catalog.cli.init import make_catalog
from catalog.desk.opening import knowledge_of, rules_of
from catalog.records import Reference
from catalog.settings import load_settings
from catalog.store import CaptionDraft, PhotoDraft, Store, save_photos
from tests.desk.looks import WIRE, draft

CAPTIONS = {
    "A": "Boats at Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT",
    "A30": "Boats at Gorizia, Italy. EPA",
    "B": "Gulls rest on a wall near Yerevan, Armenia, May 5, 2020. (AP Photo/Ann Reed)",
    "A115": None,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = load_settings({}, tmp_path_factory.mktemp("clusters") / "home")
    make_catalog(settings)
    rules = rules_of(knowledge_of(settings))
    with Store.open(settings) as store, store.writing(WIRE) as work:
        drafts = []
        for name, text in CAPTIONS.items():
            parsed, image = parse_caption(text) if text else None, draft(name, name).image
            handout, findings = rules(parsed, image.record, ())
            words = CaptionDraft(raw=text.encode(), parsed=parsed, parser="1") if text else None
            ref = Reference(provider="desk", id=name)
            drafts.append(PhotoDraft(ref=ref, caption=words, image=image, handout=handout, findings=findings))
        save_photos(work, drafts)
    return settings.home


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "home")


@pytest.fixture
def clusters(run, home):
    def clusters(*arguments):
        return run("clusters", *arguments, home=home)

    return clusters


@pytest.fixture
def built(clusters):
    clusters("rebuild")
    return clusters


def test_a_dry_rebuild_shows_what_would_move_and_moves_nothing(clusters):
    done = clusters("rebuild", "--dry-run")

    assert (done.code, done.out.splitlines()) == (
        0, ["#1: alone → cluster 1", "#2: alone → cluster 1", "2 of 4 photos would move"],
    )  # fmt: skip
    assert clusters("list").out == ""


def test_a_rebuild_as_json_is_a_line_for_each_photo(clusters):
    done = clusters("rebuild", "--json")

    assert [json.loads(line) for line in done.out.splitlines()] == [
        {"photo": 1, "before": None, "after": 1},
        {"photo": 2, "before": None, "after": 1},
    ]
    assert done.err == "2 of 4 photos moved\n"


def test_clusters_are_listed_with_the_mark_that_was_lost(built):
    assert built("list").out.splitlines() == [
        "     1  2 copies: EPA/LAMP MUSEUM HANDOUT | EPA",
        "        HANDOUT · Lamp Museum: said by #1, not by #2",
    ]
    assert [json.loads(line)["id"] for line in built("list", "--json").out.splitlines()] == [1]


def test_a_cluster_shows_where_each_copy_departs_from_the_first(built):
    lines = built("show", 1).out.splitlines()

    assert lines[:2] == [
        "Cluster 1: 2 copies of one picture",
        "HANDOUT · Lamp Museum: said by #1, not by #2",
    ]
    assert "| first received |" in lines[2]
    assert "LIKELY HANDOUT · Lamp Museum | EPA" in lines[4]
    assert lines[5:] == [
        "    Boats at Gorizia, Italy. EPA",
        "    other credit line: EPA/LAMP MUSEUM HANDOUT → EPA",
        "    lost handout source: Lamp Museum → –",
        "    lost date: 2019-05-03 → –",
    ]


def test_a_cluster_as_json_says_the_same(built):
    cluster = json.loads(built("show", 1, "--json").out)

    assert cluster["handout_mark"]["not_said_by"] == [2]
    assert [one["departure"] for one in cluster["copies"][1]["differences"]] == ["other", "lost", "lost"]


def test_what_may_be_a_copy_is_listed(built):
    assert built("possible", 1).out == "#4: 85 of 256 bits differ\n"
    assert json.loads(built("possible", 1, "--json").out) == {"photo": 4, "bits": 85}


@pytest.mark.parametrize("command", ["show", "possible"])
def test_a_number_without_cluster_is_an_error(built, command):
    done = built(command, 3)

    assert (done.code, done.err) == (2, "catalog: cluster 3: there is no cluster of this number\n")


def test_people_join_split_and_undo(built, run, home):
    joined = built("join", 1, 3, "--reason", "a hard crop")
    event = joined.out.splitlines()[-1].split()[1].rstrip(";")
    assert joined.out.splitlines() == [
        "#3: alone → cluster 1",
        f"Event {event}; to take it back: catalog clusters undo {event} --reason ...",
    ]
    assert run("search", "has:copies", "agency:ap", home=home).err == "1 found, 1 shown\n"

    split = json.loads(built("split", 3, "--reason", "no", "--json").out)
    assert split["moved"] == [{"photo": 3, "before": 1, "after": None}]
    refused = built("undo", event, "--reason", "x")
    assert refused.code == 2
    assert f"event {split['event']} said something else of photo 1 or 3; undo that first" in refused.err

    assert built("undo", split["event"], "--reason", "x").code == 0
    assert built("undo", event, "--reason", "x").out.splitlines()[0] == "#3: cluster 1 → alone"
    assert run("audit", "verify", home=home).code == 0


@pytest.mark.parametrize("command", [("show",), ("join", 1), ("split",), ("undo",)])
def test_a_number_that_no_database_can_hold_is_refused_in_a_line(built, command):
    reason = () if command == ("show",) else ("--reason", "x")
    done = built(*command, 2**63, *reason)

    assert done.code == 2
    assert done.err.splitlines()[-1].startswith("Error: Invalid value")


def test_an_act_needs_a_reason(built):
    assert built("split", 1).code == 2
    assert "--reason" in built("split", 1).err

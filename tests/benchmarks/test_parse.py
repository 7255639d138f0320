"""The instrument that measures the parser counts right, tried without the tagger that it compares it with."""

import json
import re
import sys
import tomllib
from types import ModuleType, SimpleNamespace

import pytest
from packaging.requirements import Requirement

from benchmarks import parse
from benchmarks.parsing import clock, peer, rounds, tables
from benchmarks.parsing.captions import ROOT, Captioned, as_reading, captions_of, distinct, our_captions
from benchmarks.parsing.clock import Side, carry_out

NOTHING = {
    "agencies": [],
    "creators": [],
    "handout": False,
    "handout_source": None,
    "kinds": [],
    "places": [],
    "date": None,
}


class Process:
    """A side of so many captions a second, which remembers orders and says each caption back as a place."""

    def __init__(self, rate):
        self.rate = rate
        self.orders = []

    def __call__(self, order):
        self.orders.append(order)
        answers = [NOTHING | {"places": [caption]} for caption in order["timed"]]
        return {"ready": 0.5, "seconds": len(answers) / self.rate, "answers": answers}


@pytest.mark.parametrize("captions", [["a", "b"], ["a", "b", "c", "d", "e"]], ids=["even", "odd"])
def test_each_caption_is_timed_once_in_a_process_that_has_not_read_it(captions):
    process = Process(10)

    lap = rounds.crossed(process, captions)

    assert [set(order["warm"]) & set(order["timed"]) for order in process.orders] == [set(), set()]
    assert [sorted(order["warm"] + order["timed"]) for order in process.orders] == [captions, captions]
    assert sorted(caption for order in process.orders for caption in order["timed"]) == captions
    assert [answer["places"] for answer in lap.answers] == [[caption] for caption in captions]


def test_a_rate_is_all_captions_over_the_seconds_of_both_halves():
    reports = iter([(3, 0.5), (2, 2.0)])

    def run(_order):
        count, seconds = next(reports)
        return {"ready": 0.0, "seconds": seconds, "answers": [NOTHING] * count}

    assert rounds.crossed(run, list("abcde")).rate == 5 / 2.5


def test_the_sides_take_turns_and_the_cold_pass_has_no_warm_up():
    turns = []
    sides = {}
    for name, process in (("one", Process(10)), ("other", Process(5))):
        sides[name] = lambda order, name=name, process=process: turns.append(name) or process(order)

    figures = rounds.measure(sides, ["a", "b", "c"], repeats=2)

    assert turns == ["one", "other", *["one", "one", "other", "other"] * 2]
    assert figures["one"].cold_rate == pytest.approx(10)
    assert len(figures["one"].cold["answers"]) == 3
    assert rounds.ratio(figures["one"], figures["other"]) == pytest.approx((2, 2, 2))


def test_ratios_are_taken_repeat_by_repeat():
    def figures(*rates):
        return rounds.Figures([rounds.Lap(1 / rate, [NOTHING]) for rate in rates], cold=None)

    assert rounds.ratio(figures(4, 9, 1), figures(2, 3, 1)) == pytest.approx((2, 1, 3))
    assert figures(4, 9, 1).rate == pytest.approx((4, 1, 9))


def test_the_clock_runs_for_the_timed_captions_alone(monkeypatch):
    cost = {"warm": 100.0, "timed": 2.0}
    now = SimpleNamespace(seconds=1.0)
    monkeypatch.setattr(clock.time, "process_time", lambda: now.seconds)

    def read(captions):
        now.seconds += sum(cost[caption] for caption in captions)
        return list(captions)

    def say(_caption):
        now.seconds += 1000
        return NOTHING

    report = carry_out(Side(read, say), {"warm": ["warm"], "timed": ["timed", "timed"]})

    assert report == {"ready": 101.0, "seconds": 4.0, "answers": [NOTHING, NOTHING]}


def test_our_side_reads_in_a_process_of_its_own():
    captions = [
        "A kiln is opened in Faenza, Italy, 4 June 2011. ANSA/POTTERS' GUILD HANDOUT",
        "Snow falls on the fish market in Aomori, Japan, 2 February 2015. REUTERS/Mio Tanabe",
    ]

    report = parse.our_side()({"warm": captions[:1], "timed": captions[1:]})

    assert report["seconds"] > 0
    assert report["ready"] > report["seconds"]
    answer = as_reading(report["answers"][0])
    assert (answer.agencies, answer.creators, answer.date) == (("REUTERS",), ("Mio Tanabe",), "2015-02-02")
    assert answer.places == ("Aomori", "Japan")


def test_our_captions_are_many_and_no_two_alike():
    captions = distinct(our_captions())
    assert len(captions) > 900
    assert len({captioned.text for captioned in captions}) == len(captions)
    assert len([captioned for captioned in captions if captioned.label]) > 700


def test_of_equal_captions_the_first_is_kept():
    label = as_reading(NOTHING)
    assert distinct([Captioned("a", label), Captioned("b"), Captioned("a")]) == [
        Captioned("a", label),
        Captioned("b"),
    ]


def test_a_file_gives_captions_and_labels_under_either_name(tmp_path):
    lines = [{"caption": "A pier."}, {"text": "A quay."}, {"caption": "A lock.", "id": 7, **NOTHING}]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")

    found = list(captions_of(path))

    assert [captioned.text for captioned in found] == ["A pier.", "A quay.", "A lock."]
    assert [captioned.label for captioned in found] == [None, None, as_reading(NOTHING)]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"title": "A pier."}', json.dumps({"text": "A pier.", **NOTHING, "handout": "yes"})]
)
def test_a_line_that_is_no_caption_is_named(tmp_path, capsys, line):
    path = tmp_path / "set.jsonl"
    path.write_text('{"text": "A quay."}\n' + line, "utf-8")

    with pytest.raises(SystemExit) as left:
        parse.main(["--alone", "--captions", str(path)])

    assert left.value.code == 2
    assert f"{path}:2: no caption" in capsys.readouterr().err


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """Runs the command on two labelled captions with sides of given rates."""
    path = tmp_path / "set.jsonl"
    labels = [NOTHING | {"text": "Pier", "places": ["Pier"], "language": "en"}, NOTHING | {"text": "Kai"}]
    path.write_text("\n".join(map(json.dumps, labels)), "utf-8")

    def run(ours, other, *options):
        rates = {parse.OURS: ours, parse.NAMES: other, parse.WHOLE: other / 2}
        monkeypatch.setattr(parse, "sides", lambda **_: {n: Process(r) for n, r in rates.items()})
        monkeypatch.setattr(peer, "is_installed", lambda: True)
        return parse.main(["--captions", str(path), "--repeats", "1", *options])

    return run


@pytest.mark.parametrize(
    ("ours", "other", "status"), [(5001, 200, 0), (4999, 100, 1), (6000, 250, 1), (0.25, 0.001, 1)]
)
def test_the_check_fails_where_a_bar_is_missed(measured, ours, other, status):
    assert measured(ours, other, "--check") == status


def test_without_the_check_figures_are_only_printed(measured, capsys):
    assert measured(100, 50) == 0
    printed = capsys.readouterr().out
    assert "2 captions, no two alike" in printed
    assert re.search(r"times spaCy, names alone +2\.0 +at least 25 +missed", printed)
    assert re.search(r"spaCy, whole pipeline +4\.0 +4\.0 +4\.0", printed)


def test_accuracy_is_counted_by_the_scorer_of_the_labels(measured, capsys):
    measured(100, 50)
    printed = capsys.readouterr().out
    assert re.search(r"2 labelled +2 labelled +1 English +1 English", printed)
    # One label of two asks for a place; both answers name one.
    assert re.search(r"\nplaces +0\.667 +0\.667 +1\.000 +1\.000\n", printed)


def test_captions_without_labels_have_no_accuracy():
    assert list(tables.accuracy([Captioned("a")], {"ours": None})) == []


def test_texts_of_a_megabyte_are_cut_to_it():
    process = Process(1)
    assert set(parse.endless(process, 1000)) == set(parse.UNITS)
    assert [len(order["timed"][0]) for order in process.orders] == [1000] * len(parse.UNITS)
    assert {order["timed"][0][0] for order in process.orders} == {unit[0] for unit in parse.UNITS.values()}


@pytest.mark.parametrize(("measured_", "reached"), [(24.9, False), (25, True)])
def test_at_least_a_bar_means_the_bar_itself_too(measured_, reached):
    assert tables.Bar("times", measured_, 25).reached is reached


@pytest.mark.parametrize(("measured_", "reached"), [(1.9, True), (2, False)])
def test_under_a_bar_means_less_than_it(measured_, reached):
    assert tables.Bar("seconds", measured_, 2, at_least=False).reached is reached


def test_the_tagger_must_be_installed_as_it_is_pinned(monkeypatch, capsys):
    monkeypatch.setattr(peer, "is_installed", lambda: False)
    with pytest.raises(SystemExit):
        parse.main([])
    assert "--install" in capsys.readouterr().err


def test_the_tagger_is_pinned_as_it_is_asked_for():
    pins = dict(re.findall(r"(?m)^([\w.-]+)==([^ ;\\]+)", peer.PINS.read_text("utf-8")))
    asked = [
        Requirement(line)
        for line in peer.PINS.with_suffix(".in").read_text("utf-8").splitlines()
        if line[0] != "#"
    ]
    assert len(asked) == 3
    assert [one.name for one in asked if not one.specifier.contains(pins[one.name])] == []
    assert peer.versions() == [f"{one.name} {pins[one.name]}" for one in asked]


def test_the_product_never_asks_for_the_tagger():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "spacy" not in json.dumps([project["project"], project["dependency-groups"]]).lower()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "spacy" not in (ROOT / lock).read_text("utf-8").lower()


@pytest.fixture
def tagger(monkeypatch):
    """The tagger's module with a spaCy that finds one place, and what it was asked to leave out."""
    asked = []

    def load(_name, exclude):
        asked.append(exclude)
        entity = SimpleNamespace(label_="GPE", start_char=0, end_char=4)
        return SimpleNamespace(
            pipe=lambda texts, **_: (SimpleNamespace(text=t, ents=[entity]) for t in texts)
        )

    spacy, parser = ModuleType("spacy"), ModuleType("dateutil.parser")
    spacy.load, parser.parse = load, lambda _words, default: default
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    monkeypatch.setitem(sys.modules, "dateutil", ModuleType("dateutil"))
    monkeypatch.setitem(sys.modules, "dateutil.parser", parser)
    monkeypatch.delitem(sys.modules, "benchmarks.parsing.tagger", raising=False)
    from benchmarks.parsing import tagger as module  # noqa: PLC0415 - it can be imported only beside that spaCy

    yield module, asked
    sys.modules.pop("benchmarks.parsing.tagger", None)


def test_the_tagger_at_its_best_leaves_out_what_names_do_not_need(tagger):
    module, asked = tagger
    answers = [module.side(pipeline).read(["Graz at night"]) for pipeline in ("names", "whole")]
    assert [answer[0]["places"] for answer in answers] == [["Graz"], ["Graz"]]
    assert "parser" in asked[0]
    assert "ner" not in asked[0]
    assert asked[1] == []

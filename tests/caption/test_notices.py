"""Restrictions and editors' notes: where they stand, what they say, and that nothing else changes by them."""

import tomllib
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.caption import notice_rules, parse_caption, weekdays
from catalog.caption.knowledge import DEFAULT
from catalog.caption.notice_rules import DATA, load_notice_rules
from catalog.caption.notice_times import read_when, settle
from catalog.caption.notices import find_notices, mask
from catalog.caption.words import HOLE
from catalog.records import to_builtins
from catalog.text import fold
from catalog.vocabulary.codes import Condition, Term

CASES = {
    name: tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("notices", "notice_times")
}
ROWS = [
    row for path in sorted(DATA.glob("*.toml")) for row in tomllib.loads(path.read_text()).get("notice", [])
]
PHRASES = [
    pytest.param(row, phrase, id=f"{row['id']}-{language}-{number}")
    for row in ROWS
    for language, phrases in row.get("phrases", {}).items()
    for number, phrase in enumerate(phrases)
]
# The languages in which the notices that decide about use are known.
LANGUAGES = {
    "en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs", "hu", "ro", "hr", "sr",
    "tr", "el", "ru", "uk", "bg", "ar", "fa", "he", "hi", "zh", "ja", "ko", "id", "vi",
}  # fmt: skip
EVERYWHERE = {
    "editorial-use-only", "no-sales", "no-archive", "no-commercial-use", "no-advertising", "no-internet",
    "no-social-media", "no-alteration", "one-time-use", "mandatory-credit", "embargo-bare", "kill-word",
    "correction-label", "withdrawal", "attention-editors", "graphic-content-apart",
}  # fmt: skip


def find(text):
    return find_notices(text, DEFAULT.words, DEFAULT.out_term)


def left_over(text, notices):
    """The letters and figures of a text that no notice covers."""
    for notice in reversed(notices):
        text = text[: notice.start] + text[notice.end :]
    return [sign for sign in text if sign.isalnum()]


def is_found(row, text):
    notices = find(text)
    return any(row["id"] in notice.rules for notice in notices) and (
        row.get("leads") or row.get("hides") is False or not left_over(text, notices)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_an_entry_finds_its_examples_whole_and_refuses_its_counterexamples(row):
    assert row["source"]
    assert row["examples"]
    assert row["counterexamples"]
    assert [e for e in row["examples"] if not is_found(row, e)] == []
    assert [e for e in row["counterexamples"] if any(row["id"] in n.rules for n in find(e))] == []


@pytest.mark.parametrize(("row", "phrase"), PHRASES)
def test_every_phrase_is_found_alone_in_any_case_and_without_accents(row, phrase):
    upper = phrase.upper()
    assert is_found(row, phrase)
    assert is_found(row, upper)
    assert is_found(row, f"Vell. {phrase} / Vell") or left_over(phrase, find(phrase)) == []
    assert is_found(row, unicodedata.normalize("NFC", fold(phrase)))


def test_no_entry_or_phrase_stands_twice():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    for row in ROWS:
        for phrases in row.get("phrases", {}).values():
            assert len(phrases) == len({phrase.casefold() for phrase in phrases}), row["id"]


def test_what_decides_about_use_is_known_in_every_language():
    known = {row["id"]: set(row.get("phrases", {})) for row in ROWS}
    assert {id_: LANGUAGES - known[id_] for id_ in EVERYWHERE if LANGUAGES - known[id_]} == {}


def test_every_term_has_a_notice():
    terms = {term for row in ROWS for term in row["terms"]} | {Term.OUTLET_OUT}
    assert terms == set(Term)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_data_is_composed_and_says_where_it_comes_from(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "# Sources:" in text


def terms(parsed):
    found = []
    for notice in parsed.notices:
        for term in notice.terms:
            said = {
                "term": str(term.term),
                "days": term.days,
                "until": term.until,
                "who": term.who,
                "what": term.what,
            }
            said = {key: value for key, value in said.items() if value is not None}
            if said != {"term": "other"} and said not in found:
                found.append(said)
    # A caption says a term with its parameters once; without them it says no more.
    telling = {said["term"] for said in found if len(said) > 1}
    return [said for said in found if len(said) > 1 or said["term"] not in telling]


@pytest.mark.parametrize("case", CASES["notices"]["caption"], ids=lambda case: case["text"][:50])
def test_a_caption_gives_the_terms_of_its_notices(case):
    parsed = parse_caption(case["text"])
    if case.get("none"):
        assert parsed.notices == ()
        return
    assert sorted(map(str, terms(parsed))) == sorted(map(str, case["terms"]))
    if "notices" in case:
        assert [notice.text for notice in parsed.notices] == case["notices"]
    assert [case["text"][slice(*n.span)] for n in parsed.notices] == [n.text for n in parsed.notices]


def test_time_words_without_end_are_read_so_far():
    text = 40 * "MONDAY "
    when = read_when(text, 0, DEFAULT.words)
    assert when is not None
    assert len("MONDAY") < when.end < len(text)


@pytest.mark.parametrize("case", CASES["notice_times"]["when"], ids=lambda case: case["text"])
def test_time_words_end_where_the_prose_begins(case):
    when = read_when(case["text"], 0, DEFAULT.words)
    if not case["words"]:
        assert when is None
        return
    assert when is not None
    assert case["text"][: when.end] == case["words"]
    assert when.until == (case["edtf"] or case["words"])
    assert settle(case["words"], DEFAULT.words) == (case["edtf"] or None)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("ADVISORY: ATTENTION EDITORS, the pictures will follow.", Term.ADVISORY),
        ("MANDATORY KILL", Term.KILL),
        ("PHOTO WITHDRAWAL - Please remove the picture of the boat.", Term.WITHDRAWAL),
        ("Berichtigung", Term.CORRECTION),
        ("編集者注", Term.ADVISORY),
    ],
)
def test_a_note_without_a_picture_is_read(text, term):
    assert {t.term for notice in parse_caption(text).notices for t in notice.terms} == {term}


CAPTIONS = [
    "A boat crosses the lake at Vell, Norway, 3 May 2019. EPA/ADA ROWE",
    "A handout photo made available by the Ministry of Works shows a dam. EPA-EFE/MINISTRY OF WORKS HANDOUT",
    "Ein Boot in Hamburg, 3. Mai 2019. Foto: Jutta Brenner/dpa",
    "Un bateau à Marseille, le 3 mai 2019. (Photo Ada Rowe / AFP)",
    "Лодка в Киеве, 3 мая 2019 года. Фото: Ада Роу/ТАСС",
    "港を出る船＝2019年5月3日、東京（共同）",
    "قارب في حلب، 3 مايو 2019. (رويترز)",
    "A boat crosses the lake in Lima, Peru, Friday, May 3, 2019. (AP Photo/Ada Rowe)",
    "Boats in Hanoi, Vietnam. Ada Rowe/Reuters",
    "A boat in Oslo on May 3, 2019. (Photo by Ada Rowe/Getty Images)",
    "A boat in Oslo on May 3, 2019.",
]
# These say something of the picture itself: that a third party supplied it, that its copy is poor.
TELLING = {Term.THIRD_PARTY}
NOTICES = sorted(
    example
    for row in ROWS
    for example in row["examples"]
    if not TELLING & set(row["terms"])
    and "handout" not in example.casefold()
    and not row.get("leads")
    and row.get("hides", True)
    and row.get("after") is None
    and row["id"] not in {"asset-number", "correction-sentence-east-asia", "afp-correction"}
)


@given(st.sampled_from(CAPTIONS), st.sampled_from(NOTICES), st.sampled_from([" / ", " - ", " | ", "\n"]))
def test_a_notice_after_a_caption_changes_no_other_field(caption, notice, joint):
    plain, noted = (
        to_builtins(parse_caption(caption)),
        to_builtins(parse_caption(f"{caption}{joint}{notice}")),
    )
    assert len(noted.pop("notices")) > len(plain.pop("notices"))
    assert noted.pop("caption") != plain.pop("caption")
    said = {c["condition"] for c in noted.pop("conditions")} - {
        c["condition"] for c in plain.pop("conditions")
    }
    assert said <= {Condition.BEST_QUALITY_AVAILABLE, Condition.NOT_INDEPENDENTLY_VERIFIED}
    assert noted == plain


@given(st.sampled_from(CAPTIONS), st.sampled_from(NOTICES), st.sampled_from([" / ", " - ", " | ", "\n"]))
def test_a_notice_before_a_caption_changes_no_value(caption, notice, joint):
    plain, noted = parse_caption(caption), parse_caption(f"{notice}{joint}{caption}")
    for field in ("agencies", "creators", "handout_sources", "places"):
        assert [v.name for v in getattr(noted, field)] == [v.name for v in getattr(plain, field)], field
    assert (noted.date, noted.handout, noted.country) == (plain.date, plain.handout, plain.country)


PIECES = st.sampled_from(
    [*NOTICES, *CAPTIONS, " OUT", "JAPAN", "and ", "(", ")", "***", "/", ". ", '"', "\n", "until "]
)


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_runs_of_notices_lie_apart_in_order_and_the_mask_keeps_every_place(text):
    notices = find(text)
    hidden = [notice for notice in notices if notice.hides]
    assert all(0 <= n.start < n.end <= len(text) and n.terms for n in notices)
    assert all(one.end <= other.start for one, other in pairwise(hidden))
    masked = mask(text, notices)
    assert len(masked) == len(text)
    assert all(new in (old, HOLE) for old, new in zip(text, masked, strict=True))
    assert all(set(masked[n.start : n.end]) == {HOLE} for n in hidden)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=5).map(" ".join))
def test_no_rule_matches_where_the_filter_does_not_name_it(text):
    rules = load_notice_rules()
    named = {id(rule) for rule in rules.candidates(text)}
    assert [r.look for r in rules.rules if id(r) not in named and r.pattern.search(text)] == []


def test_the_compiled_rules_equal_the_files():
    """Run `python -m catalog.caption` after a change of the TOML files."""
    files = notice_rules._read()
    assert notice_rules._stored(notice_rules._checksum(files)) == notice_rules._build(files)


def test_compiled_rules_of_other_files_are_not_used(tmp_path):
    target = tmp_path / "compiled.msgpack"
    notice_rules.compile_notice_rules(target)
    checksum = notice_rules._checksum(notice_rules._read())

    assert notice_rules._stored(checksum, target) is not None
    assert notice_rules._stored(checksum + 1, target) is None
    target.write_bytes(b"\x00")
    assert notice_rules._stored(checksum, target) is None
    target.unlink()
    assert notice_rules._stored(checksum, target) is None


def test_without_the_compiled_file_the_toml_files_are_read(monkeypatch):
    monkeypatch.setattr(notice_rules, "_stored", lambda _checksum: None)
    assert notice_rules.load_notice_rules.__wrapped__().rules == load_notice_rules().rules


def test_weekdays_are_those_of_the_installed_cldr():
    assert weekdays.TARGET.read_text(encoding="utf-8") == weekdays.render(weekdays.collect())

"""Styles of credits: a catalog's own are laid over ours, and a style that would lose a name is refused."""

import pytest
from msgspec.structs import replace

from catalog.caption.credit_facts import MUST_SAY
from catalog.caption.credit_styles import CreditForm, credit_style, faults, load_credit_styles
from catalog.errors import CatalogError

IPTC = load_credit_styles()["iptc"]
WORDS = "\n".join(f'{code} = "{code}"' for code in MUST_SAY)
OWN = f"""
id = "quay"
title = "The Quay Post"
sources = ["our own book of style"]
[words]
{WORDS}
[[forms]]
when = ["sources"]
text = "<$creators, >$sources<, $agencies>"
[[forms]]
when = ["agencies"]
text = "<$creators, >$agencies"
[[forms]]
when = ["creators"]
text = "$creators"
[[forms]]
text = "?"
"""


@pytest.fixture
def folder(tmp_path):
    """A catalog's folder of styles with one of its own."""
    (tmp_path / "quay.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_our_styles_have_sources_and_are_called_like_their_files():
    assert list(load_credit_styles()) == ["ap", "de", "iptc"]
    assert [s.id for s in load_credit_styles().values() if not s.sources or not s.title] == []


def test_a_catalogs_own_style_is_added(folder):
    assert sorted(load_credit_styles(folder)) == ["ap", "de", "iptc", "quay"]
    assert credit_style("quay", folder).title == "The Quay Post"


def test_a_style_of_the_same_name_replaces_ours(folder):
    (folder / "ap.toml").write_text(OWN.replace('"quay"', '"ap"'), encoding="utf-8")
    assert credit_style("ap", folder).title == "The Quay Post"
    assert credit_style("ap").title == "The Associated Press"


def test_a_folder_that_does_not_exist_adds_nothing(tmp_path):
    assert load_credit_styles(tmp_path / "none") == load_credit_styles()


def test_a_style_that_there_is_not_is_told_with_those_that_there_are():
    with pytest.raises(CatalogError) as caught:
        credit_style("upi")
    assert str(caught.value) == "credit style 'upi': there is none; known: ap, de, iptc"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[words", "Expected"),
        ('id = "quay"', "Object missing required field"),
        (OWN + "\nshout = true", "Object contains unknown field"),
        (OWN.replace('"quay"', '"key"'), "id is 'key', but the file is called quay.toml"),
    ],
    ids=["no TOML", "too little", "too much", "another name"],
)
def test_a_file_that_is_no_style_says_where_and_why(tmp_path, text, reason):
    (tmp_path / "quay.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_credit_styles(tmp_path)
    assert caught.value.where == str(tmp_path / "quay.toml")
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"words": IPTC.words | {"pool": " "}}, "words: there is none for 'pool'"),
        ({"wrap": "Photo"}, "wrap: must hold $line"),
        ({"labelled": "$line"}, "labelled: must hold $labels and $line"),
        ({"picture": "$name: $line"}, "picture: must hold $label and $line"),
        ({"forms": ()}, "forms: the last must hold always, so its `when` is empty"),
        ({"forms": IPTC.forms[:-1]}, "forms: the last must hold always, so its `when` is empty"),
    ],
)
def test_a_style_that_lacks_something_is_told_what(change, fault):
    assert list(faults(replace(IPTC, **change), "iptc")) == [fault]


@pytest.mark.parametrize(
    ("when", "text", "fault"),
    [
        (("agency",), "$agencies", "forms: '$agencies': `when` knows no 'agency'"),
        ((), "$agency", "forms: '$agency': there is no variable $agency"),
        ((), "<$agencies", "forms: '<$agencies': a bracket < > is open, or stands within another"),
        ((), "<a<$agencies>>", "forms: '<a<$agencies>>': a bracket < > is open, or stands within another"),
        (
            ("handout", "sources"),
            "$sources< via $agencies>",
            "forms: '$sources< via $agencies>': says handout, but has no words of its own for it",
        ),
    ],
)
def test_a_form_that_cannot_be_printed_is_told(when, text, fault):
    style = replace(IPTC, forms=(CreditForm(when=when, text=text), *IPTC.forms))
    assert list(faults(style, "iptc")) == [fault]


@pytest.mark.parametrize(
    ("when", "text", "lost"),
    [
        (("creators",), "$creators", "$makers"),
        (("makers",), "$makers< via $distributors>", "$creators"),
        (("sources",), "$creators and others", "$sources"),
        (("distributors",), "$distributors<, $creators><, $sources>", "$makers"),
        (("house",), "AP Photo<, $sources>", "$creators"),
        (("house",), "AP Photo/$creators<, $sources>", "$distributors"),
    ],
)
def test_a_style_that_would_lose_a_name_is_told_where(when, text, lost):
    style = replace(IPTC, forms=(CreditForm(when=when, text=text), *IPTC.forms))
    [fault] = faults(style, "iptc")
    assert fault.startswith(f"forms: {text!r} is printed where ")
    assert fault.endswith(f"hold, without {lost}")

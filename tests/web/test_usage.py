import pytest

from catalog.records import ConditionMention, Notice, NoticeTerm, ParsedCaption
from catalog.vocabulary.codes import Condition, Term
from web.usage import conditions_of, terms_of_use


def said(*terms):
    return terms_of_use(ParsedCaption(caption="x", notices=(Notice(text="x", span=(0, 1), terms=terms),)))


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (NoticeTerm(term=Term.NO_SALES), "No sales"),
        (NoticeTerm(term=Term.EXPIRES, days=14), "Expires: 14 days"),
        (NoticeTerm(term=Term.EMBARGO, until="2025-06-10"), "Embargo: until 10 Jun 2025"),
        (NoticeTerm(term=Term.EMBARGO, until="1800 on Tuesday"), "Embargo: until 1800 on Tuesday"),
        (
            NoticeTerm(term=Term.EMBARGO, until="2022-09-17T22:00:00+01:00"),
            "Embargo: until 17 Sep 2022, 21:00 UTC",
        ),
        (NoticeTerm(term=Term.CORRECTION, what="name of the bridge"), "Correction: name of the bridge"),
        (NoticeTerm(term=Term.COUNTRY_OUT, who="BE"), "Country out: Belgium"),
        (NoticeTerm(term=Term.MANDATORY_CREDIT, who="Aldby Museum"), "Mandatory credit: Aldby Museum"),
    ],
)
def test_a_term_is_said_with_its_limits(term, words):
    assert said(term) == (words,)


def test_a_term_said_twice_is_listed_once_and_an_unread_notice_not_at_all():
    assert said(NoticeTerm(term=Term.OTHER), *2 * (NoticeTerm(term=Term.NO_SALES),)) == ("No sales",)


def test_conditions_are_said_once_each():
    tour = ConditionMention(condition=Condition.ORGANISED_TOUR, span=(0, 1))
    assert conditions_of(ParsedCaption(caption="x", conditions=(tour, tour))) == (
        "Made during an organised tour",
    )


def test_without_a_caption_nothing_is_said():
    assert terms_of_use(None) == conditions_of(None) == ()

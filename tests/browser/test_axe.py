"""Every kind of page in every state, both schemes, desk and phone, looked over by axe."""

from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DESK, PHONE, NARROWEST = 1440, 390, 320
# 320 pixels are a desk's page at 400 per cent (WCAG 2.2, 1.4.10); 24 pixels the least target (2.5.8).
RULES = {"rules": {"target-size": {"enabled": True}}}


class State(NamedTuple):
    """A page and what is done on it before it is looked at."""

    path: str
    act: object = None
    catalog: str = "address"


def press_question_mark(page):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def open_every_detail(page):
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def focus_a_card(page):
    page.locator("[data-card]").first.focus()


STATES = {
    "search": State("/"),
    "hits": State("/?q=ferry+OR+lap"),
    "page-two-of-facets": State("/?more=country"),
    "facet-chosen": State("/?q=agency:%3Dnordbild+kind:handout"),
    "filters-open": State("/?q=is:handout", open_every_detail),
    "card-in-focus": State("/", focus_a_card),
    "help-open": State("/", press_question_mark),
    "no-hits": State("/?q=ferry+zeppelin"),
    "bad-query": State("/?q=ferry+agncy:nordbild"),
    "empty-catalog": State("/", catalog="empty_address"),
    "photo-with-findings": State("/photos/1"),
    "photo-all-open": State("/photos/1", open_every_detail),
    "photo-own": State("/photos/2"),
    "photo-cyrillic": State("/photos/3"),
    "photo-arabic-disputed": State("/photos/4"),
    "photo-likely-without-picture": State("/photos/5"),
    "photo-long-names": State("/photos/6"),
    "photo-without-caption": State("/photos/7"),
    "cluster": State("/clusters/4", catalog="demo_address"),
    "photo-that-lost-the-mark": State("/photos/7", catalog="demo_address"),
    "sources": State("/sources"),
    "no-sources": State("/sources", catalog="empty_address"),
    "source": State("/sources/velsund-harbour-authority"),
    "agency": State("/agencies/nordbild"),
    "agency-known": State("/agencies/ap"),
    "imports": State("/imports"),
    "no-imports": State("/imports", catalog="empty_address"),
    "import-with-problems": State("/imports/1"),
    "not-found": State("/photos/999"),
}


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def reached(page):
    """How far to the right the page's content reaches, in pixels."""
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_and_nothing_overflows_or_is_styled_inline(open_page, request, name, scheme):
    state = STATES[name]
    page = open_page(state.path, width=DESK, scheme=scheme, base=request.getfixturevalue(state.catalog))
    assert page.locator("[style], style").count() == 0
    assert page.locator("img:not([width]), img:not([height]), img:not([alt])").count() == 0
    if state.act:
        state.act(page)
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert reached(page) <= width
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    assert reached(page) <= NARROWEST


PLANTED = {
    "image-alt": "document.querySelector('main').append(new Image(40, 40))",
    "color-contrast": "document.querySelector('h1').style.color = '#eeebe4'",
    "button-name": "document.querySelector('.searchbox button').textContent = ''",
    "target-size": "document.querySelector('.sorts').style.cssText = 'gap: 0; font: 4px/1 serif'",
}


@pytest.mark.parametrize("rule", PLANTED)
def test_axe_finds_a_planted_fault(open_page, rule):
    page = open_page("/")
    page.evaluate(PLANTED[rule])
    assert rule in [found for found, _ in violations(page)]


def test_a_planted_overflow_is_seen(open_page):
    page = open_page("/", width=PHONE)
    page.evaluate("document.querySelector('h1').style.minWidth = '500px'")
    assert reached(page) > PHONE


def test_a_planted_style_is_refused_and_noticed(open_page):
    page = open_page("/")
    page.evaluate("document.querySelector('h1').setAttribute('style', 'color: red')")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(255, 0, 0)"
    [trouble] = open_page.troubles
    assert "inline style violates" in trouble
    open_page.troubles.clear()

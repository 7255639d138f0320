import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = {
    "search": "/",
    "handouts": "/?q=runners+is:handout",
    "photo": "/photos/1",
    "photo-own": "/photos/2",
    "photo-cyrillic": "/photos/3",
    "photo-arabic": "/photos/4",
    "photo-words": "/photos/5",
    "photo-silent": "/photos/7",
    "sources": "/sources",
    "source": "/sources/velsund-harbour-authority",
    "agency": "/agencies/nordbild",
    "imports": "/imports",
    "import": "/imports/1",
    "no-hits": "/?q=ferry+zeppelin",
    "bad-query": "/?q=ferry+agncy:nordbild",
    "not-found": "/photos/999",
}


def test_a_reader_goes_from_search_over_a_facet_and_a_photo_to_its_source(open_page, address):
    page = open_page()
    page.get_by_label("Search captions").fill("ferry")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 photo")
    page.get_by_role("complementary").get_by_role("link", name="NORDBILD").click()
    expect(page.get_by_label("Terms of the query")).to_contain_text("NORDBILD")
    page.locator("[data-card]").first.click()
    expect(page.get_by_role("article")).to_contain_text("The caption says handout.")
    expect(page.get_by_role("img", name=re.compile("A pilot boat"))).to_be_visible()
    page.locator(".chain").get_by_role("link", name="Velsund Harbour Authority").click()
    expect(page).to_have_url(f"{address}/sources/velsund-harbour-authority")
    expect(page.get_by_role("heading", level=1)).to_have_text("Velsund Harbour Authority")


def test_pictures_are_shown(open_page):
    page = open_page()
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.images].length") == 5
    page.wait_for_function("[...document.images].every(one => one.naturalWidth > 0)")


def test_dropping_a_chip_widens_the_search(open_page):
    page = open_page("/?q=ferry+is:handout")
    page.get_by_role("link", name="Remove ferry").click()
    expect(page.get_by_label("Terms of the query")).not_to_contain_text("ferry")


def focused(page):
    return page.locator("[data-card]").evaluate_all("all => all.indexOf(document.activeElement)")


def test_slash_leads_to_the_search_box_and_escape_out_of_it(open_page):
    page = open_page()
    page.keyboard.press("/")
    expect(page.get_by_label("Search captions")).to_be_focused()
    page.keyboard.type("hjkl?/")
    expect(page.get_by_label("Search captions")).to_have_value("hjkl?/")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search captions")).not_to_be_focused()


def test_letters_and_arrows_move_between_photos_and_enter_opens_one(open_page):
    page = open_page()
    page.keyboard.press("l")
    assert focused(page) == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("l")
    assert focused(page) == 2
    page.keyboard.press("h")
    page.keyboard.press("j")
    below = focused(page)
    assert below > 2
    page.keyboard.press("k")
    assert focused(page) == 1
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/photos/\d+$"))


def test_the_question_mark_lists_the_keys_that_are_live(open_page):
    page = open_page()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Photo to the left")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    other = open_page("/sources")
    other.keyboard.press("?")
    expect(other.get_by_role("dialog")).not_to_contain_text("Photo to the left")


def test_brackets_walk_through_the_results_and_b_leads_back(open_page):
    page = open_page("/?q=lap")
    photos = page.locator("[data-card]").evaluate_all("all => all.map(one => one.pathname)")
    page.locator("[data-card]").first.click()
    expect(page.get_by_role("link", name="Next")).to_be_visible()
    expect(page.get_by_role("link", name="Previous")).to_be_hidden()
    for key, photo in (("]", photos[1]), ("[", photos[0])):
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(photo + "$"))
        page.wait_for_load_state("load")  # the keys of a page live once its scripts have run
    page.keyboard.press("b")
    expect(page).to_have_url(re.compile(r"/\?q=lap$"))


def test_a_photo_opened_by_its_address_offers_no_results(open_page):
    expect(open_page("/photos/1").get_by_role("navigation", name="Results")).to_be_hidden()


def test_the_skip_link_comes_first(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()


def test_on_a_phone_the_filters_open_as_a_sheet(open_page):
    page = open_page(width=360)
    choice = page.get_by_role("link", name=re.compile("NORDBILD"))
    expect(choice).to_be_hidden()
    page.get_by_text("Filters").click()
    choice.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 photo")


def test_everything_works_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.get_by_label("Search captions").fill("lap")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("5 photos")
    page.get_by_role("complementary").get_by_role("link", name="Handout").first.click()
    expect(page.get_by_label("Terms of the query")).to_contain_text("Kind")


def test_the_picture_of_a_photo_prints_with_its_caption(open_page, screenshot):
    page = open_page("/photos/1")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.locator(".caption-text")).to_be_visible()
    screenshot(page, "photo-print")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(open_page, screenshot, name, width, scheme):
    page = open_page(PAGES[name], width=width, scheme=scheme, bypass_csp=True)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"{name}-{width}-{scheme}")


def test_an_empty_catalog_is_inviting_and_accessible(open_page, screenshot, empty_address):
    page = open_page(base=empty_address, bypass_csp=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("This catalog is empty")
    assert Axe().run(page).violations_count == 0
    screenshot(page, "empty")

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import wait_for_keys, wait_for_pictures

pytestmark = pytest.mark.browser


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
    assert page.locator("img").count() == 5
    wait_for_pictures(page)


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
    wait_for_keys(page)
    expect(page.get_by_role("link", name="Next")).to_be_visible()
    expect(page.get_by_role("link", name="Previous")).to_be_hidden()
    for key, photo in (("]", photos[1]), ("[", photos[0])):
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(photo + "$"))
        wait_for_keys(page)
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


def test_a_photo_prints_with_its_caption_and_evidence_alone(open_page):
    page = open_page("/photos/1", scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.locator(".caption-text")).to_be_visible()
    expect(page.locator(".finding").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(30, 28, 25)"


def test_right_to_left_captions_begin_at_the_right(open_page):
    page = open_page("/photos/4")
    caption = page.locator(".caption-text")
    assert caption.evaluate("one => getComputedStyle(one).direction") == "rtl"
    column = page.locator("section.caption").bounding_box()
    box = caption.bounding_box()
    assert box["x"] + box["width"] == pytest.approx(column["x"] + column["width"], abs=1)


def test_more_values_of_a_facet_are_seen_on_a_phone(open_page):
    page = open_page("/?more=country", width=390)
    expect(page.get_by_role("complementary").get_by_role("link", name=re.compile("Tunisia"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Fewer")).click()
    expect(page).to_have_url(re.compile(r"/#facet-country$"))


def test_a_long_name_stays_inside_its_card(open_page):
    page = open_page("/", width=390)
    assert (
        page.locator(".card").evaluate_all(
            "all => all.filter(card => card.scrollWidth > card.clientWidth + 1).length"
        )
        == 0
    )


def test_the_line_to_publish_is_copied_as_it_stands(open_page):
    page = open_page("/photos/1", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-copied]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#credit-line").text_content()

"""The section "The file says" of a photo's page."""

import re

import pytest


@pytest.fixture
def section(page, number):
    text = page(f"/photos/{number('orchard')}")
    return re.search(r'<section class="credentials".*?</section>', text, re.DOTALL)[0]


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_heading_says_whose_words_they_are(section):
    assert words(re.search(r"<h2.*?</h2>", section, re.DOTALL)[0]) == "The file says Content Credentials"


def test_intact_with_an_unknown_signer_is_said_plainly(section):
    sentence = re.search(r'<p class="credential-sentence([^"]*)">(.*?)</p>', section, re.DOTALL)
    assert sentence[1] == ""
    assert words(sentence[2]) == "Intact, signer unknown; a picture that it was made from does not hold."


def test_lines_name_signer_lists_and_what_was_not_checked(section):
    lines = dict(re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", section))
    assert words(lines["Trust lists"]) == "desks dated 2026-08-05"
    assert words(lines["Revocation"]) == "Not checked"
    assert words(lines["Source type"]) == "Edited with generative AI compositeWithTrainedAlgorithmicMedia"
    assert words(lines["Signature"]).endswith("2026-03-04T05:06:07+00:00 (time stamp of an authority)")


def test_a_signer_s_words_are_text(section):
    assert "&lt;b&gt;Sons&lt;/b&gt;" in section
    assert "<b>Sons" not in section


def test_ingredients_are_a_list_within_a_list_and_the_defect_is_marked(section):
    assert section.count('<ul class="credential-sources">') == 2
    broken = re.findall(r'<p class="credential-broken">(.*?)</p>', section, re.DOTALL)
    assert [words(one) for one in broken] == [
        "changed after signing: the file&#39;s bytes (its pixels, or metadata written after signing)"
    ]
    assert "Recorded when it was added" in section
    assert "carries no Content Credentials of its own" in section


def test_a_file_without_credentials_has_no_section(page, number):
    assert "Content Credentials" not in page(f"/photos/{number('ferry')}")


def test_nothing_in_the_section_is_green(client):
    with client.get("/static/css/credentials.css") as answer:
        assert "--calm" not in answer.text
        assert "green" not in answer.text

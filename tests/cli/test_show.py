from catalog.caption import parse_caption
from catalog.cli.show import coloured, printable

STATED = (
    "A handout photo made available by the Lamp Museum shows lamps in Gorizia, Italy, 3 May 2019. "
    "EPA/LAMP MUSEUM HANDOUT"
)


def test_values_have_their_colours_and_a_statement_around_them_none():
    parsed = parse_caption(STATED)
    text = coloured(parsed)

    styled = {text.plain[span.start : span.end]: span.style for span in text.spans}

    assert {"EPA": "cyan", "HANDOUT": "bold red", "3 May 2019": "yellow"}.items() <= styled.items()
    assert any(one.rule.startswith("statement/") for one in parsed.evidence)
    assert not any(words.startswith("A handout photo") for words in styled)


def test_control_characters_are_shown_one_for_one():
    text = "a\x00b\x1bc\x7fd\x9be\tf\n"

    assert printable(text) == "a␀b␛c␡d�e\tf\n"

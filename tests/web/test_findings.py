from catalog.provenance import load_rules
from catalog.records import Finding, FindingValue, Photo, Reference
from catalog.vocabulary.codes import Severity
from web.findings import panels_of


def finding(rule, *values, severity=Severity.NOTICE, dismissed=None):
    said = tuple(FindingValue(origin=origin, raw=raw) for origin, raw in values)
    return Finding(id=rule, rule=rule, severity=severity, values=said, dismissed=dismissed)


def panels(*findings):
    return panels_of(Photo(id=1, ref=Reference(provider="desk", id="x"), findings=findings))


def told(*values):
    [panel] = panels(finding("handout-stated", *values))
    return [([(place.words, place.codes) for place in said.places], said.raws) for said in panel.statements]


def test_every_rule_is_told_in_its_own_words():
    for rule in load_rules().values():
        [panel] = panels(finding(rule.id))
        assert (panel.title, panel.meaning) == (rule.title, rule.meaning)


def test_a_rule_that_is_not_known_any_more_keeps_its_name():
    [panel] = panels(finding("old-rule"))
    assert (panel.title, panel.meaning) == ("Old rule", "")


def test_a_value_in_two_blocks_is_said_once():
    assert told(("xmp photoshop:Credit", "NORDBILD"), ("iim 2:110", "NORDBILD")) == [
        ([("Credit line", ("XMP photoshop:Credit", "IIM 2:110"))], ("NORDBILD",))
    ]


def test_values_of_one_place_stand_together():
    assert told(("caption[0:3]", "One"), ("caption[8:11]", "two")) == [([("Caption", ())], ("One", "two"))]


def test_words_within_other_words_of_the_caption_are_not_repeated():
    assert told(("caption[2:9]", "handout"), ("caption[0:15]", "A handout photo")) == [
        ([("Caption", ())], ("A handout photo",))
    ]


def test_words_of_a_credit_line_that_stands_whole_are_not_repeated():
    assert told(("caption", "Aldby Museum/NORDBILD"), ("caption[9:21]", "Aldby Museum")) == [
        ([("Caption", ())], ("Aldby Museum/NORDBILD",))
    ]


def test_the_same_words_twice_in_a_caption_are_said_once():
    assert told(("caption[0:3]", "EPA"), ("caption[8:11]", "EPA")) == [([("Caption", ())], ("EPA",))]


def test_a_place_that_is_no_known_field_keeps_its_path():
    assert told(("xmp acme:Thing", "x")) == [([("xmp acme:Thing", ())], ("x",))]


def test_an_exif_tag_is_known_in_either_case():
    assert told(("exif 0x010e", "x")) == [([("Description", ("EXIF 0x010e",))], ("x",))]


def test_a_class_is_said_in_words():
    assert told(("class", "ngo")) == [([("Kind of source", ())], ("NGO",))]


def test_what_asks_most_comes_first_and_what_was_dismissed_last():
    shown = panels(
        finding("a", severity=Severity.INFO),
        finding("b", severity=Severity.CONTRADICTION, dismissed={"by": "ana"}),
        finding("c", severity=Severity.WARNING),
    )
    assert [(panel.title, panel.dismissed) for panel in shown] == [("C", ""), ("A", ""), ("B", "by ana")]

"""Credits against the templates of an agency."""

import pytest

from catalog.agencies import Agencies, match_form


@pytest.mark.parametrize(
    ("id_", "template", "credit", "found"),
    [
        ("ap", "AP Photo/$creator", "AP Photo/Nora Whitfield", {"creator": "Nora Whitfield"}),
        ("ap", "AP Photo/$creator", " ap photo / Nora Whitfield ", {"creator": "Nora Whitfield"}),
        ("ap", "AP Photo/$creator", "AP Photo/HO", None),
        ("ap", "AP Photo/$creator", "AP Photo/Ho Minh", {"creator": "Ho Minh"}),
        ("ap", "AP Photo/$creator", "AP Photo/HO-Nora Whitfield", None),
        ("ap", "(AP Photo/$creator)", "(AP Photo/HO)", None),
        ("ap", "AP Photo/$creator", "AP Photo/Files", None),
        ("ap", "AP Photo/$creator", "AP Photo/Courtesy Nora Whitfield", None),
        ("ap", "AP Photo/$creator", "AP Photo/Horace Lund", {"creator": "Horace Lund"}),
        ("ap", "AP Photo/$creator", "AP Photo/Nora Whitfield, Pool", None),
        ("ap", "AP Photo/$creator", "AP Photo", None),
        ("reuters", "REUTERS/$creator", "REUTERS/Stringer", None),
        ("reuters", "REUTERS/$creator", "REUTERS/File Photo", None),
        (
            "reuters",
            "$creator/$agency",
            "Nora Whitfield/reuters",
            {"creator": "Nora Whitfield", "agency": "reuters"},
        ),
        ("pa", "$creator/$agency", "Nora Whitfield/pa", None),
        (
            "pa",
            "$creator/$agency",
            "Nora Whitfield/PA Wire",
            {"creator": "Nora Whitfield", "agency": "PA Wire"},
        ),
        (
            "epa",
            "EPA/$source HANDOUT",
            "EPA/PORT AUTHORITY HANDOUT",
            {"source": "PORT AUTHORITY"},
        ),
        (
            "magnum",
            "$creator/$agency",
            "Nora Whitfield/MAGNUM",
            {"creator": "Nora Whitfield", "agency": "MAGNUM"},
        ),
    ],
)
def test_a_template_fits_a_credit_or_not(
    agencies: Agencies, id_: str, template: str, credit: str, found: dict[str, str] | None
) -> None:
    agency = agencies.get(id_)
    assert agency is not None

    assert match_form(template, agency, credit) == found


def test_own_marks_are_the_forms_that_say_so(agencies: Agencies) -> None:
    ap = agencies.get("ap")
    assert ap is not None

    assert "AP Photo/$creator" in ap.own_marks
    assert "($source via $agency)" not in ap.own_marks
    assert ap.canonical.text == "AP"

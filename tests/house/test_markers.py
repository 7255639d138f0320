"""A test that `make test` leaves out stands where the target that runs it looks."""

import re

import pytest

from tests.house.sources import ROOT, our_files, shown


@pytest.mark.parametrize(
    ("marker", "folder"), [("browser", "browser"), ("wheel", "install"), ("gates", "gates")]
)
def test_a_marked_test_stands_in_its_folder(marker, folder):
    marked = [path for path in our_files(".py") if re.search(rf"mark\.{marker}\b", path.read_text("utf-8"))]
    assert marked
    assert {shown(path).rsplit("/", 1)[0] for path in marked} == {f"tests/{folder}"}
    assert f"pytest tests/{folder} -m" in (ROOT / "Makefile").read_text("utf-8")

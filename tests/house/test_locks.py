"""The lock files name what is installed, to the byte, and nothing of where it came from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def group(name):
    """The requirements of a dependency group and of the groups that it includes."""
    for entry in PROJECT["dependency-groups"][name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from group(entry["include-group"])


RUNTIME = [*PROJECT["project"]["dependencies"], *group("build")]
LOCKS = [("requirements.lock", RUNTIME), ("requirements-dev.lock", [*RUNTIME, *group("dev")])]


@pytest.mark.parametrize(("file", "wanted"), LOCKS)
def test_a_lock_pins_everything_that_is_declared(file, wanted):
    pins = dict(re.findall(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==([^ ;\\]+)", (ROOT / file).read_text("utf-8")))
    for line in wanted:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), line


@pytest.mark.parametrize(("file", "wanted"), LOCKS)
def test_every_pin_has_its_hashes_and_no_address(file, wanted):
    text = (ROOT / file).read_text("utf-8")
    pins = re.findall(r"(?m)^[\w.-]+(?:\[[\w,-]+\])?==.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+", text)
    assert len(pins) == len(re.findall(r"(?m)^\w", text)) >= len(wanted)
    assert "://" not in text
    assert "index-url" not in text


def test_the_extras_are_there_to_be_named():
    extras = PROJECT["project"]["optional-dependencies"]
    assert set(extras) >= {"postgres", "c2pa", "heif", "cluster", "s3"}
    assert all(Requirement(line).specifier for lines in extras.values() for line in lines)

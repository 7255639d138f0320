import re

import pytest


class Hit:
    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class FewAgencies:
    """Enough of `catalog.agencies.Agencies` to tell captions from prose."""

    _names = re.compile(r"\b(?:EPA-EFE|EPA|AFP|AP|Reuters|dpa|Getty Images)\b", re.IGNORECASE)

    def scan(self, text: str) -> tuple[Hit, ...]:
        return tuple(Hit(*match.span()) for match in self._names.finditer(text))


@pytest.fixture(scope="module")
def agencies() -> FewAgencies:
    return FewAgencies()


@pytest.fixture
def source(tmp_path):
    """Write bytes or text into a file of a folder of its own."""

    def write(name: str, content: str | bytes):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write

"""Metadata text made fit for a record: bounded, and without characters that harm a reader."""

import re

# Longer than any caption seen; the raw block keeps the rest.
LONGEST_TEXT = 65_536

# C0 controls but tab, line feed and carriage return; DEL and C1; then the bidirectional embeddings,
# overrides and isolates that can reorder what a reader sees (Unicode Technical Report 36, section 2.9).
_HARMFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Text without controls, surrogates and trailing space, cut at `LONGEST_TEXT` code points."""
    if text.isprintable() and len(text) <= LONGEST_TEXT:
        return text.strip()
    return _HARMFUL.sub("", text[:LONGEST_TEXT]).strip()

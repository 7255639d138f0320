"""Take a copyright notice apart: sign and years before the holder, formulas behind it."""

from typing import NamedTuple

from catalog.caption.field_words import load_field_words

_LONGEST = 512  # code points of a notice that are read: IIM holds 128 bytes, what follows are terms


class Notice(NamedTuple):
    """A notice taken apart.

    Attributes:
        holder: Whose right it is; empty where nobody is named.
        years: The years as written, None where there are none.
        signed: Whether a sign or word of copyright stands before the holder.
    """

    holder: str
    years: str | None = None
    signed: bool = False


def without_sign(text: str) -> str:
    """A credit without a sign or word of copyright before it: `© Lamp Museum` is Lamp Museum."""
    lead = load_field_words().copyright_lead.match(text.lstrip())
    return text.lstrip()[lead.end() :] if lead else text


def read_notice(text: str) -> Notice:
    """Holder and years of a notice: `© 2019 Lamp Museum. All rights reserved.` is Lamp Museum's."""
    words = load_field_words()
    bare = text[:_LONGEST].strip()
    if words.copyright_none.fullmatch(bare):
        return Notice("")
    lead = words.copyright_lead.match(bare)
    start = lead.end() if lead else 0
    # From the first place on from which all is formula.
    tail = next(
        found
        for place in range(start, len(bare) + 1)
        if (found := words.copyright_tail.fullmatch(bare, place)) is not None
    )
    years = (lead and lead["years"]) or tail["years"] or tail["year"]
    return Notice(
        bare[start : tail.start()].strip(),
        years.strip(" :,;.-–\t") if years else None,
        signed=lead is not None,
    )

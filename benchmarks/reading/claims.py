"""What one program reads in one file, in a shape that two programs share.

A claim is a place and the texts that stand there: `("xmp", "dc:creator")`, `("exif", "ifd0 0x013b")`.
"""

from typing import TypeAlias

Place: TypeAlias = tuple[str, str]
"""Block, and where in it; lower case."""
Claims: TypeAlias = dict[Place, list[str]]
"""Texts at each place; of structures and languages the texts of all members, in any order."""

BLOCKS = ("exif", "gps", "iim", "xmp", "icc", "png", "jfif", "comment")


def leaves(value: object) -> list[str]:
    """The texts of a value: of lists and structures those of all members."""
    if isinstance(value, dict):
        return [text for member in value.values() for text in leaves(member)]
    if isinstance(value, list | tuple):
        return [text for member in value for text in leaves(member)]
    return [str(value)]

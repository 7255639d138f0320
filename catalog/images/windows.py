"""The parts of a picture that are hashed beside the whole, so that a cut copy is found again.

A hash bears a shift of its edges by some 3 % of the picture; these ten lie so that a cut of up to 12 % of
width and height, anywhere, is that near to one of them or to the whole. They were chosen on 1,560 cuts of 130
pictures: of nine in a regular grid, and of those that a greedy search picks, none found more.
Mirrored, they are the same ten, so a mirrored cut is found too.
"""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, each as a share of the picture from its left or upper edge."""

_CORNER = 0.08
_SIDE = 0.04
_CENTRE = 0.05
_TIGHT = 0.095

WINDOWS: dict[str, Box] = {
    "left-top": (0.0, 0.0, 1 - _CORNER, 1 - _CORNER),
    "right-top": (_CORNER, 0.0, 1.0, 1 - _CORNER),
    "left-bottom": (0.0, _CORNER, 1 - _CORNER, 1.0),
    "right-bottom": (_CORNER, _CORNER, 1.0, 1.0),
    "left": (0.0, _SIDE / 2, 1 - _CORNER, 1 - _SIDE / 2),
    "right": (_CORNER, _SIDE / 2, 1.0, 1 - _SIDE / 2),
    "top": (_SIDE / 2, 0.0, 1 - _SIDE / 2, 1 - _CORNER),
    "bottom": (_SIDE / 2, _CORNER, 1 - _SIDE / 2, 1.0),
    "centre": (_CENTRE, _CENTRE, 1 - _CENTRE, 1 - _CENTRE),
    "tight": (_TIGHT, _TIGHT, 1 - _TIGHT, 1 - _TIGHT),
}
"""Name to place; `centre` is a cut of a tenth, `tight` of nearly a fifth, around the middle."""

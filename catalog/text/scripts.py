"""Where in Unicode scripts begin that set no blanks between words."""

FIRST_IDEOGRAPH = "\u2e80"
"""No script with blanks between words comes behind this code point, Hangul aside (Unicode 16.0, blocks)."""

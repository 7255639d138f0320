"""Why a parsed caption says what it says, value by value; and what was weighed and not taken."""

from msgspec import Struct

from catalog.records.caption import Span
from catalog.vocabulary.codes import Certainty


class Reason(Struct, frozen=True, kw_only=True):
    """One value and why it was read, or why not.

    Attributes:
        mark: Number of its words in the caption, from 1; the same words have one number. None where it has no
            words of its own, or those of a whole picture of a combo.
        field: The field of the parsed caption that it is, or would have been, a value of.
        value: The value, in words.
        certainty: How firmly it rests on the words; None where nothing says.
        rule: The rule or reason that decided.
        meaning: What that rule means, in one line; empty for a rule of another version.
        span: Its words in the caption.
        words: The words themselves.
    """

    mark: int | None = None
    field: str
    value: str
    certainty: Certainty | None = None
    rule: str = ""
    meaning: str = ""
    span: Span | None = None
    words: str = ""


class Explanation(Struct, frozen=True, kw_only=True):
    """What `catalog parse --explain --json` prints.

    Attributes:
        caption: The caption as received.
        read: A reason for each value, in the order of the parsed caption's fields.
        refused: What was weighed and not taken, or set aside, in the caption's order.
    """

    caption: str
    read: tuple[Reason, ...] = ()
    refused: tuple[Reason, ...] = ()

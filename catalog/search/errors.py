"""The error of a query that cannot be read."""

from catalog.errors import CatalogError


class QueryError(CatalogError):
    """A query with a fault, where the fault is, and what to write instead.

    Attributes:
        position: Where in the query it is, in code points from 0.
        proposal: A word or term to write in its place, None where there is nothing to propose.
    """

    def __init__(self, reason: str, *, position: int, proposal: str | None = None) -> None:
        super().__init__(f"query, character {position + 1}", reason)
        self.position = position
        self.proposal = proposal

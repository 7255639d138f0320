"""The one shape of an error that a person is told about."""


class CatalogError(Exception):
    """Something a person can mend: where it is and why it failed, in one line.

    Attributes:
        where: The file, line, field or setting that is at fault.
        reason: What is wrong with it, in plain words.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"

"""How long transactions are: people write in between."""


class Pace:
    """How many photos a transaction takes, so that it holds the write lock for about half of 200 ms.

    Attributes:
        size: Photos of the next transaction.
    """

    TARGET = 0.1
    LEAST = 8
    MOST = 500

    def __init__(self) -> None:
        self.size = 32

    def learn(self, photos: int, seconds: float) -> None:
        """Adjust to what a transaction took; grow at most twofold, since the next may be dearer."""
        wanted = round(photos * self.TARGET / max(seconds, 1e-6))
        self.size = max(self.LEAST, min(wanted, 2 * self.size, self.MOST))

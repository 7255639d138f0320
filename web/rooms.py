"""The catalog's rooms that pages read from, opened on first use in each process."""

import os
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from catalog.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.agencies import Agencies
    from catalog.caption import CreditStyle
    from catalog.search import Index, SimilarPictures
    from catalog.store import Store


class Rooms:
    """Store, index, agencies and style of credits of one catalog.

    A database connection must not cross a fork, so everything is opened lazily and again in a new process.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._opened: dict[tuple[int, str], object] = {}

    def _once(self, name: str, open_it: "Callable[[], object]") -> object:
        key = (os.getpid(), name)
        if key not in self._opened:
            with self._lock:
                if key not in self._opened:
                    self._opened[key] = open_it()
        return self._opened[key]

    @property
    def store(self) -> "Store":
        """The records."""
        from catalog.store import Store  # noqa: PLC0415 -- the database is loaded on first use, after a fork

        return cast("Store", self._once("store", partial(Store.open, self.settings)))

    @property
    def index(self) -> "Index":
        """The search index over the records."""
        from catalog.search import Index  # noqa: PLC0415 -- as for the store

        store, pictures = self.store, self.pictures
        opened = partial(Index.open, self.settings, store, similar=pictures)
        return cast("Index", self._once("index", opened))

    @property
    def pictures(self) -> "SimilarPictures":
        """The hashes of all pictures, by which a copy is found again."""
        from catalog.search import SimilarPictures  # noqa: PLC0415 -- as for the store

        opened = partial(SimilarPictures.open, self.settings, self.store)
        return cast("SimilarPictures", self._once("pictures", opened))

    @property
    def agencies(self) -> "Agencies":
        """Who is who among agencies, the catalog's own knowledge laid over ours."""
        from catalog.agencies import load_agencies  # noqa: PLC0415 -- reads its files on first use only

        own = self.settings.knowledge_path / "agencies"
        return cast("Agencies", self._once("agencies", partial(load_agencies, own)))

    @property
    def credit_style(self) -> "CreditStyle":
        """The style in which the house prints credits.

        Raises:
            CatalogError: The settings name a style that there is not.
        """
        from catalog.caption import credit_style  # noqa: PLC0415 -- reads its files on first use only

        wanted, own = self.settings.credit_style, self.settings.credit_styles_path
        return cast("CreditStyle", self._once("credit style", partial(credit_style, wanted, own)))


def rooms_of(app: Flask) -> Rooms:
    """The rooms that an app reads from."""
    return cast("Rooms", app.extensions["rooms"])


def rooms() -> Rooms:
    """The rooms of the app that serves this request."""
    return rooms_of(current_app)

"""Where a catalog lives and how it is asked to behave, read from the environment at the edge only."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """One catalog's folder and choices.

    Attributes:
        home: The catalog's folder; everything it owns lies below.
        database_url: SQLAlchemy URL of the records (truth).
        worldview: Whose borders decide `country`; `un` follows United Nations recognition.
        credit_style: The id of the style in which pages print the credit to publish.
        secret_key: Signs the browser's session cookie; None lets the server draw one per start.
    """

    home: Path
    database_url: str
    worldview: str = "un"
    credit_style: str = "iptc"
    secret_key: str | None = None

    @property
    def index_path(self) -> Path:
        """The search index, a projection that may be deleted and rebuilt."""
        return self.home / "index.db"

    @property
    def similar_path(self) -> Path:
        """The hashes of all pictures, a projection that may be deleted and rebuilt."""
        return self.home / "similar.db"

    @property
    def media_path(self) -> Path:
        """Renditions, uploads and copies, by SHA-256."""
        return self.home / "media"

    @property
    def knowledge_path(self) -> Path:
        """The catalog's own knowledge, laid over ours."""
        return self.home / "knowledge"

    @property
    def credit_styles_path(self) -> Path:
        """The catalog's own styles of credits, laid over ours."""
        return self.knowledge_path / "credit-styles"


def load_settings(environ: Mapping[str, str], home: Path | None = None) -> Settings:
    """Read the environment's variables whose names begin with `CATALOG_`.

    Args:
        environ: The process's environment.
        home: A folder that a command was given; it wins over the environment.
    """
    folder = (home or Path(environ.get("CATALOG_HOME") or "catalog-home")).resolve()
    return Settings(
        home=folder,
        database_url=environ.get("CATALOG_DATABASE_URL") or f"sqlite:///{folder / 'catalog.db'}",
        worldview=environ.get("CATALOG_WORLDVIEW") or "un",
        credit_style=environ.get("CATALOG_CREDIT_STYLE") or "iptc",
        secret_key=environ.get("CATALOG_SECRET_KEY") or None,
    )

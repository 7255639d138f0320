"""The pages and the JSON API: they translate between HTTP and the catalog, and decide nothing."""

from web.app import create_app

__all__ = ["create_app"]

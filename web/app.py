"""The Flask application of one catalog."""

import secrets

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.routing import IntegerConverter, Map

from catalog.caption import meaning_of
from catalog.settings import Settings
from web import api, problems, security, words
from web.dates import say_date, say_instant
from web.pages import agencies, clusters, health, images, imports, photos, search, sources
from web.rooms import Rooms

_MOST = 2**63 - 1
"""The largest number of an SQLite INTEGER and a PostgreSQL bigint."""


class _Number(IntegerConverter):
    """A number in an address; one that no database can hold names nothing."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=_MOST)


def _teach_templates(app: Flask) -> None:
    """Give templates the words for codes and dates; an unknown variable is an error, never silence."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(say=words.say, country_name=words.country_name, rule_meaning=meaning_of)
    app.jinja_env.filters.update(date=say_date, instant=say_instant, count="{:,}".format)


def create_app(settings: Settings, *, rooms: Rooms | None = None) -> Flask:
    """The application; nothing is opened before the first request.

    Args:
        settings: Whose catalog it shows.
        rooms: Already opened rooms; by default they are opened from the settings in each process.
    """
    app = Flask("web", static_folder="static", template_folder="templates")
    app.secret_key = settings.secret_key or secrets.token_hex(32)
    app.extensions["rooms"] = rooms or Rooms(settings)
    app.url_map.converters["int"] = _Number
    _teach_templates(app)
    security.register(app)
    problems.register(app)
    for room in (search, photos, images, sources, agencies, clusters, imports, health, api):
        app.register_blueprint(room.blueprint)
    return app

"""`catalog serve`: the pages and the API, on this machine only."""

import click

from catalog.cli.main import settings_of
from catalog.cli.rooms import bring_up_to_date, open_store
from catalog.settings import Settings


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Loopback addresses only: there are no accounts yet.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.pass_context
def serve(ctx: click.Context, host: str, port: int) -> None:
    """Serve the catalog's pages at http://HOST:PORT/ until stopped with Ctrl-C."""
    start(settings_of(ctx), host, port)


def start(settings: Settings, host: str, port: int) -> None:
    """Check the address and the catalog, then serve.

    Raises:
        CatalogError: The address is not loopback, the port is taken, or there is no catalog.
    """
    from web.serve import check_bind  # noqa: PLC0415 (Flask and gunicorn load only where pages are served)
    from web.serve import serve as serve_pages  # noqa: PLC0415 (as above)

    check_bind(host)
    with open_store(settings) as store:
        bring_up_to_date(settings, store)
    serve_pages(settings, host, port)

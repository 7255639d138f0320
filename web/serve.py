"""Serve a catalog with gunicorn: one arbiter, two workers of four threads each."""

import dataclasses
import ipaddress
import secrets
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication

from catalog.errors import CatalogError
from catalog.settings import Settings
from web.app import create_app
from web.rooms import rooms_of

if TYPE_CHECKING:
    from flask import Flask


def check_bind(host: str) -> None:
    """Refuse an address that other machines can reach, because there are no accounts yet.

    Raises:
        CatalogError: `host` is not a loopback address.
    """
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise CatalogError(host, "only 127.0.0.1, ::1 and localhost may be served: there are no accounts yet")


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket; bound here so that a port in use is one line and not a row of retries."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bare, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        where, why = f"{host}:{port}", error.strerror or str(error)
        raise CatalogError(where, f"cannot listen there ({why}); try another --port") from error
    return listener


class _Server(BaseApplication):
    """Gunicorn around our application, configured without files or the command line."""

    def __init__(self, settings: Settings, listener: socket.socket, address: str) -> None:
        self.settings = settings
        self.listener = listener
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        """Two workers of four threads; loaded after the fork, so that no connection is shared."""
        options = {
            "bind": f"fd://{self.listener.detach()}",
            "workers": 2,
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": False,
            "control_socket_disable": True,
            # Long enough for a page under way on a busy machine; an idle worker ends at once.
            "graceful_timeout": 15,
            "limit_request_line": 8190,
            "loglevel": "warning",
            "proc_name": "catalog",
            "when_ready": self._say_ready,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> "Flask":
        """The application of one worker, its knowledge read before the first visitor asks."""
        app = create_app(self.settings)
        with suppress(CatalogError):
            rooms_of(app).index.status()
        return app

    def _say_ready(self, _arbiter: object) -> None:
        sys.stdout.write(f"Creditline is at {self.address} (Ctrl-C stops it)\n")
        sys.stdout.flush()


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until Ctrl-C or SIGTERM; ends in `SystemExit(0)` as gunicorn's arbiter does.

    Args:
        settings: Whose catalog to serve; its database must be migrated already.
        host: A loopback address.
        port: A TCP port; 0 lets the system choose, and the ready line names it.

    Raises:
        CatalogError: The address is not loopback, or cannot be listened on.
    """
    check_bind(host)
    listener = _listen("127.0.0.1" if host == "localhost" else host, port)
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}"
    key = settings.secret_key or secrets.token_hex(32)
    _Server(dataclasses.replace(settings, secret_key=key), listener, address).run()

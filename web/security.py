"""What a page may load and who may talk to the server: loopback is not safety.

A web page anywhere can point its own name at 127.0.0.1 (DNS rebinding) or post a form to it; so the Host is
on a list, unsafe methods must come from our own pages or from no browser at all, and nothing runs inline.
"""

import re
from http import HTTPStatus

from flask import Flask, Response, abort, request

_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.ASCII | re.IGNORECASE)
_SAFE = ("GET", "HEAD", "OPTIONS")
# CSP Level 3; no 'unsafe-inline' anywhere: neither style attributes nor inline scripts exist in our pages.
_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def _refuse_foreign_host() -> None:
    if not _HOST.fullmatch(request.headers.get("Host", "")):
        abort(HTTPStatus.BAD_REQUEST, "This server answers only to 127.0.0.1, localhost and [::1].")


def _refuse_foreign_origin() -> None:
    """Fetch Metadata (W3C) where the browser sends it, and the Origin header (RFC 6454) of any browser."""
    if request.method in _SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin.lower() != f"{request.scheme}://{request.headers['Host']}".lower()
    if site not in {"same-origin", "none"} or foreign:
        abort(HTTPStatus.FORBIDDEN, "A page of another site may not change this catalog.")


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def register(app: Flask) -> None:
    """Put the checks before every request and the headers on every response."""
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", MAX_CONTENT_LENGTH=8 * 1024 * 1024
    )
    app.before_request(_refuse_foreign_host)
    app.before_request(_refuse_foreign_origin)
    app.after_request(_add_headers)

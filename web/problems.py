"""The one function that makes an HTTP error: RFC 9457 for programs, a page for browsers."""

import json
import re
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from catalog.errors import CatalogError
from catalog.search import QueryError, parse_query

_NAME = re.compile(r"\A[^\s:]*:=?")
_TERM = re.compile(r'\A(?:"[^"]*"?|\([^)]*\)?|[^\s"(])+')


def wants_page() -> bool:
    """Whether the client names HTML itself, as browsers do when they open a page; `*/*` is no such wish."""
    if request.path.startswith("/api/"):
        return False
    return any(kind == "text/html" and quality > 0 for kind, quality in request.accept_mimetypes)


def problem(status: int, detail: str, **members: object) -> Response:
    """An error response.

    Args:
        status: HTTP status; its phrase is the title, as RFC 9457 section 4.2.1 asks of `about:blank`.
        detail: What happened and what to do, for a person.
        members: Extension members (RFC 9457 section 3.2), such as a bad query's `position`; None is left out.
    """
    title = HTTPStatus(status).phrase
    extra = {name: value for name, value in members.items() if value is not None}
    if wants_page():
        page = render_template("error.html", status=status, title=title, detail=detail, extra=extra)
        return Response(page, status, mimetype="text/html")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def _http_error(error: HTTPException) -> Response:
    # Flask hands neither redirects nor ready-made responses to this handler: there is always a status.
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    response = problem(status, error.description or status.description)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _mended(query: str, error: QueryError) -> str | None:
    """The query with the proposal in the fault's place, if it can then be read."""
    if error.proposal is None:
        return None
    fault = _NAME if error.proposal.endswith(":") else _TERM
    mended = query[: error.position] + fault.sub(
        lambda _: error.proposal or "", query[error.position :], count=1
    )
    try:
        parse_query(mended)
    except QueryError:
        return None
    return mended


def _query_error(error: QueryError) -> Response:
    """A query that could not be read: where, why and what may have been meant; never any photos."""
    query = request.args.get("q", "").strip()
    members = {"query": query, "position": error.position, "proposal": error.proposal}
    return problem(HTTPStatus.BAD_REQUEST, error.reason, **members, mended=_mended(query, error))


def _catalog_error(error: CatalogError) -> Response:
    """A wrong `sort`, `after`, `facets` or `limit` is the request's fault, everything else the catalog's."""
    asked = error.where in request.args
    return problem(HTTPStatus.BAD_REQUEST if asked else HTTPStatus.SERVICE_UNAVAILABLE, str(error))


def register(app: Flask) -> None:
    """Let every error of the app leave through `problem`."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(QueryError, _query_error)
    app.register_error_handler(CatalogError, _catalog_error)

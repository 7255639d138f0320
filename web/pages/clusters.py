"""A cluster's page: copies of one picture by arrival, and where each departs from the first.

It only shows: joining and splitting are done from the shell until the server knows who is asking.
"""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, url_for

from catalog.search import print_query
from web.browse import Place, exactly
from web.cluster import views_of
from web.rooms import rooms

if TYPE_CHECKING:
    from werkzeug import Response

blueprint = Blueprint("clusters", __name__, url_prefix="/clusters")


@blueprint.get("/<int:cluster_id>")
def cluster(cluster_id: int) -> "str | Response":
    """One cluster; a number that became part of another one leads there."""
    store = rooms().store
    found = store.cluster(cluster_id)
    if found is None:
        abort(404, f"There is no cluster {cluster_id} in this catalog.")
    if found.id != cluster_id:
        return redirect(url_for("clusters.cluster", cluster_id=found.id))
    query = exactly("cluster", str(found.id))
    return render_template(
        "cluster.html",
        shown=views_of(store, found),
        search=Place(query).url(),
        query=print_query(query),
    )

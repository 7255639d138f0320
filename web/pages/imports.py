"""Import runs: what came in, when, and which rows could not be taken."""

from flask import Blueprint, abort, render_template

from web.rooms import rooms

blueprint = Blueprint("imports", __name__, url_prefix="/imports")


@blueprint.get("")
def listing() -> str:
    """All import runs, newest first."""
    return render_template("imports.html", runs=rooms().store.runs())


@blueprint.get("/<int:run_id>")
def run(run_id: int) -> str:
    """One run with its counts and every row that failed."""
    found = rooms().store.run(run_id)
    if found is None:
        abort(404, f"There is no import run {run_id} in this catalog.")
    return render_template("import.html", run=found, problems=rooms().store.problems(run_id))

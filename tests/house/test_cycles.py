"""No two modules need each other, however far the way round."""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def cycle_of(imports):
    """A row of modules of which each imports the next and the last the first; empty where there is none.

    Args:
        imports: Module to the modules that it imports, inside functions and for types too.
    """
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


@pytest.fixture(scope="module")
def imports():
    graph = grimp.build_graph("catalog", "web", cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_modules_import_each_other(imports):
    assert len(imports) > 200
    assert cycle_of(imports) == []


def test_a_cycle_would_be_named(imports):
    closed = {name: set(wanted) for name, wanted in imports.items()}
    closed["catalog.errors"].add("catalog.settings")
    closed["catalog.settings"].add("catalog.errors")
    assert set(cycle_of(closed)) == {"catalog.errors", "catalog.settings"}

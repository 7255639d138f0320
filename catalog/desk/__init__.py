"""Verbs that change records: today those on clusters of copies. Each takes an actor and a reason."""

from catalog.desk.acts import join, split, undo
from catalog.desk.assessing import Assess
from catalog.desk.keeping import Act, Clusters, Moved
from catalog.desk.opening import open_clusters
from catalog.desk.region import Looks

__all__ = ["Act", "Assess", "Clusters", "Looks", "Moved", "join", "open_clusters", "split", "undo"]

"""Work that may crash, hang or grow, done in processes that can be killed without harm to the rest."""

from catalog.workers.limits import Limits
from catalog.workers.pool import WorkerFailure, Workers

__all__ = ["Limits", "WorkerFailure", "Workers"]

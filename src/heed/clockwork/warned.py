"""Early warning: complaints that changed, or whose time has come, are looked at, some at a time (R148)."""

from collections.abc import Callable
from datetime import datetime

from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import Counted, count
from heed.clockwork.watch import Watch


def warn(watcher: Watcher, stopping: Callable[[], bool] = lambda: False, now: datetime | None = None) -> int:
    """Look until nothing is due, in short transactions, and return at how many marks; `stopping` is asked before
    each."""
    done = 0
    while not stopping() and (marks := watcher.look(now)):
        done += marks
    return done


def count_and_warn(watcher: Watcher, watch: Watch, stopping: Callable[[], bool]) -> Counted:
    """Count what changed, then look at it for warnings, which wait while Heed holds."""
    done = count(stopping)
    if not watch.is_holding:
        done.warned = warn(watcher, stopping)
    return done

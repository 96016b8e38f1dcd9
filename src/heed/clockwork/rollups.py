"""Keeping the tallies: complaints that changed are counted again, some at a time (R103)."""

from collections.abc import Callable
from dataclasses import dataclass

from heed.actions.tallies.counting import count_changed


@dataclass
class Counted:
    """How many changes were counted."""

    changes: int = 0


def count(stopping: Callable[[], bool] = lambda: False) -> Counted:
    """Count until nothing waits, in short transactions; `stopping` is asked before each."""
    done = Counted()
    while not stopping() and (changes := count_changed()):
        done.changes += changes
    return done

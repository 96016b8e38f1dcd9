"""Keeping the tallies: complaints that changed are counted again, some at a time (R103)."""

from collections.abc import Callable
from dataclasses import dataclass

from heed.actions.tallies.counting import count_changed


@dataclass
class Counted:
    """How many changes were counted, and how many of their marks were looked at for early warnings."""

    changes: int = 0
    warned: int = 0


def count(stopping: Callable[[], bool] = lambda: False) -> Counted:
    """Count until nothing waits, in short transactions; `stopping` is asked before each."""
    done = Counted()
    while not stopping() and (changes := count_changed()):
        done.changes += changes
    return done

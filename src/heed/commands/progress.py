"""How far a long work is, on the terminal."""

import sys
from typing import TextIO


class ProgressBar:
    """A progress bar on the terminal; a line at every quarter where the output is not a terminal."""

    WIDTH = 40

    def __init__(self, what: str, to: TextIO = sys.stderr) -> None:
        self._what, self._to = what, to
        self._is_terminal = to.isatty()
        self._shown = -1

    def __call__(self, share: float) -> None:
        """Show the share that is done, 0 to 1."""
        percent = int(100 * min(share, 1.0))
        if percent == self._shown or (not self._is_terminal and percent // 25 == self._shown // 25):
            return
        self._shown = percent
        if self._is_terminal:
            full = self.WIDTH * percent // 100
            ends = "\n" if percent == 100 else ""
            self._to.write(f"\r{self._what} {'█' * full}{'░' * (self.WIDTH - full)} {percent:3d} %{ends}")
        else:
            self._to.write(f"{self._what} {percent} %\n")
        self._to.flush()

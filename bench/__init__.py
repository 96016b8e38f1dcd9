"""Figures that Heed is held to: `python -m bench NAME` measures one; the exit code is 1 where it misses its goal.

Each figure is measured in one run, where possible against something else that is measured at the same time: such
ratios hold on any machine. Everything happens in temporary directories, on servers of the figure's own, on SQLite.

Heed imports nothing of this package, and an installation does not contain it.
"""

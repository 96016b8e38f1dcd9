"""Figures that Heed is held to: `python -m bench NAME` measures one, and ends with 1 where it falls short of its goal.

Each is measured in one run, against something measured beside it at the same time where that is possible: ratios hold
on any machine. Everything happens in temporary directories and on servers of the figure's own, on SQLite.
"""

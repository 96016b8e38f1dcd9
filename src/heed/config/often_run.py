"""SQL that is written once and run often with other values, so that a database may keep its plan."""


class OftenRun(str):
    """The text of such a statement, with `%s` in the place of each value. SQLite runs it like any other."""

    __slots__ = ()

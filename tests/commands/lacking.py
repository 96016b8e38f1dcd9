"""A command that needs something that is not installed, for test_cli."""

import a_part_that_is_not_installed  # type: ignore[import-not-found]  # noqa: F401

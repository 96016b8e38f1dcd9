"""Which packages of Heed are there: a room that is not built yet is left out of the settings and the addresses."""

from importlib.util import find_spec


def present(*names: str) -> list[str]:
    """Of these dotted module names, those that can be imported, in the same order."""
    return [name for name in names if exists(name)]


def exists(name: str) -> bool:
    """Whether the module can be found, without running it (its parent packages are imported)."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False

"""The command `python -m heed.i18n`, also `heed messages`: extract, compile or check the translations."""

import sys

from heed.i18n import catalogue


def main(arguments: list[str]) -> int:
    """Do what the one argument says; return the exit code: 1 for faults, 2 for an unknown argument."""
    match arguments:
        case ["extract"]:
            catalogue.extract()
        case ["compile"]:
            catalogue.compile()
        case ["check"]:
            found = catalogue.faults()
            print(*found, f"Translations: {len(found)} faults", sep="\n")  # noqa: T201
            return 1 if found else 0
        case _:
            print("Say one of: extract, compile, check.", file=sys.stderr)  # noqa: T201
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

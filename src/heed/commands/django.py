"""`heed django …`: a management command of Django's or of an app, such as `heed django shell`."""

from django.core.management import execute_from_command_line


def main(arguments: list[str]) -> None:
    """Pass the arguments on. Django itself reports what is wrong with them."""
    execute_from_command_line(["heed django", *arguments])

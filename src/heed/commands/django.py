"""`heed django …`: a management command of Django's or of an app, such as `heed django shell`."""

from django.core.management import execute_from_command_line


def main(arguments: list[str]) -> None:
    """Hand the words on. Django says itself what is wrong with them."""
    execute_from_command_line(["heed django", *arguments])

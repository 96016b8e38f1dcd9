"""`heed seal-key`: what the key of the record is called, its public half, and how to begin a new one."""

import argparse
import secrets

from django.conf import settings

from heed.commands import complain, say
from heed.config.environment import make_folder
from heed.config.storage import write_durably
from heed.records.seal_key import seal_keys


def main(arguments: list[str]) -> int:
    """Say the keys, or put a new one before them; 1 if the key is of the environment and cannot be changed here."""
    parser = argparse.ArgumentParser("heed seal-key", description="Say which key seals the record, or begin a new one.")
    parser.add_argument(
        "--new",
        action="store_true",
        help="seal with a new key from the next start on; the old ones go on verifying what they sealed",
    )
    if parser.parse_args(arguments).new:
        return _begin_new()
    for place, key in enumerate(seal_keys().keys):
        say(f"{key.name}  {'seals and signs' if place == 0 else 'retired'}; public key {key.public}")
    return 0


def _begin_new() -> int:
    if settings.HEED_SEAL_KEY:
        complain("The key is set by HEED_SEAL_KEY: put a new one before it there, with a comma between.")
        return 1
    file = settings.HEED_SEAL_KEY_FILE
    make_folder(file.parent)
    known = file.read_text(encoding="ascii") if file.exists() else ""
    write_durably(file, f"{secrets.token_urlsafe(50)}\n{known}".encode())
    say(f"A new key stands first in {file}. Start Heed again, and keep a copy of the file apart from the database.")
    return 0

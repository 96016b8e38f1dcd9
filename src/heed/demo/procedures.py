"""The written procedures of the demo, and who has read them so far (R113)."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from heed.actions.procedures.publishing import publish_procedure, read_procedure
from heed.demo.scene import Scene
from heed.queries.procedures import unread_by

#: The estates whose manager has put them in force, and how many days ago.
KEEPERS = {"CH": ("zhao", 40), "LJ": ("leung", 25)}
_TEXTS = Path(__file__).parent / "texts" / "procedures.json"


def write(scenes: Sequence[Scene], now: datetime) -> None:
    """Put the procedures of each estate in force; of each, three readers of four have read it, the last one is new."""
    written = json.loads(_TEXTS.read_text(encoding="utf-8"))
    for scene in scenes:
        if scene.code in KEEPERS:
            for place, row in enumerate(written[scene.grounds.project.language]):
                _write(scene, row, now, place)


def _write(scene: Scene, row: dict[str, str], now: datetime, place: int) -> None:
    who, days = KEEPERS[scene.code]
    at = now - timedelta(days=days - 12 * place)
    by = scene.staff.accounts[who]
    version = publish_procedure(
        None, by=by, project=scene.grounds.project, roles=row["roles"].split(), title=row["title"], text=row["text"],
        category=row["category"], read_by_on=(at + timedelta(days=14)).date(), at=at,
    )  # fmt: skip
    for number, account in enumerate(unread_by(version)):
        if number % 4:
            read_procedure(version, by=account, at=scene.at_hour(at, 9 + number % 8 + number / 60, 1 + number // 8))

"""The library of answers of the demo: what owners of its estates often ask (R47)."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from heed.actions.setup.library import keep_answer
from heed.demo.scene import Scene
from heed.records.models import Answer

#: Who answers for the library of each estate.
KEEPERS = {"CH": "zhao", "YG": "shen", "LJ": "leung"}
CHECKED_AGO = timedelta(days=20)
_TEXTS = Path(__file__).parent / "texts" / "answers.json"


def write(scenes: Sequence[Scene], now: datetime) -> None:
    """Write the answers of each estate, as its manager has checked them some weeks ago; one is out of date by now."""
    written = json.loads(_TEXTS.read_text(encoding="utf-8"))
    for scene in scenes:
        for row in written:
            if scene.code in row["estates"]:
                _write(scene, row, now)


def _write(scene: Scene, row: dict[str, object], now: datetime) -> Answer:
    texts, days = row["texts"], row["days"]
    assert isinstance(texts, dict)
    until = now.date() + timedelta(days=days) if isinstance(days, int) else None
    return keep_answer(
        None,
        by=scene.staff.accounts[KEEPERS[scene.code]],
        project=scene.grounds.project,
        texts={field: {"question": said[0], "answer": said[1]} for field, said in texts.items()},
        words=str(row["words"]),
        valid_until_on=until,
        at=now - CHECKED_AGO,
    )

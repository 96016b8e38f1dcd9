"""What the estates of the demo make known: an announcement, a correction, bulletins (R114, R119)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from heed.actions.community import announcements, board, bulletins
from heed.actions.community.announcements import AnnouncementTexts
from heed.actions.setup.policy import publish as publish_policy
from heed.demo.scene import Scene
from heed.process.words import PlaceKind
from heed.queries.community.board import open_repairs, photos_of
from heed.queries.policies import policy_of
from heed.records.models import Account, Place, PolicyVersion, Project

#: Who writes at each estate, and who approves.
WRITERS = {"CH": ("lin", "zhao"), "YG": ("wu", "shen"), "LJ": ("cheung", "leung")}
_TEXTS = Path(__file__).parent / "texts" / "community.json"


def publish(scenes: Sequence[Scene], now: datetime) -> None:
    """Publish what is written for each estate; one announcement was corrected, and one waits for its approval."""
    written = json.loads(_TEXTS.read_text(encoding="utf-8"))
    for scene in scenes:
        if scene.code in written:
            _publish_at(scene, written[scene.code], now)


def _publish_at(scene: Scene, texts: Mapping[str, Sequence[dict[str, object]]], now: datetime) -> None:
    by, other = (scene.staff.accounts[name] for name in WRITERS[scene.code])
    for one in texts["announcements"]:
        _announce(scene, one, now, by, other)
    for one in texts["bulletins"]:
        _bulletin(scene, one, now, by)


def open_board(now: datetime) -> None:
    """Let everybody read the open repairs, and see the newest photo of two of them."""
    newest = PolicyVersion.objects.order_by("-number")[0]
    document = policy_of(newest.pk).model_dump(mode="json")
    document["public"]["board"] = True
    publish_policy(
        document,
        by=Account.objects.get(username="admin"),
        seen=newest.number,
        note="公共部位维修进度对业主公开",
        at=now,
    )
    project = Project.objects.get(code="CH")
    photos = photos_of(open_repairs(project))
    for pictures in list(photos.values())[:2]:
        board.release(pictures[0], by=Account.objects.get(username="zhao"), at=now)


def _announce(scene: Scene, one: dict[str, object], now: datetime, by: Account, other: Account) -> None:
    zone = ZoneInfo(scene.grounds.project.timezone)
    first = now - timedelta(days=int(str(one["days_ago"])))
    ends_on = first.astimezone(zone).date()
    contents = {str(code): str(text) for code, text in dict(one["contents"]).items()}  # type: ignore[call-overload]
    texts = AnnouncementTexts(str(one["title"]), contents, ends_on, (now + timedelta(days=12)).astimezone(zone).date())
    version = announcements.draft(
        scene.grounds.project, ends_on - timedelta(days=30), ends_on, texts, by=by, at=first,
    )  # fmt: skip
    version = announcements.send(version, texts, by=by, seen=version.edit, at=first)
    if one.get("waits"):
        return
    announcements.approve(version, by=other, seen=version.edit, at=first + timedelta(hours=2))
    if corrected := one.get("corrected"):
        later = first + timedelta(days=1)
        better = AnnouncementTexts(
            texts.title, contents | dict(corrected), texts.shown_from_on, texts.shown_until_on, str(one["why"]),  # type: ignore[call-overload]
        )  # fmt: skip
        version = announcements.correct(version.announcement, by=by, at=later)
        version = announcements.send(version, better, by=by, seen=version.edit, at=later)
        announcements.approve(version, by=other, seen=version.edit, at=later + timedelta(hours=1))


def _bulletin(scene: Scene, one: dict[str, object], now: datetime, by: Account) -> None:
    project = scene.grounds.project
    building = one.get("building")
    place = Place.objects.filter(project=project, kind=PlaceKind.BUILDING.value, name=building).first()
    days = int(str(one["from_days"]))
    texts = {field: {"title": said[0], "text": said[1]} for field, said in dict(one["texts"]).items()}  # type: ignore[call-overload]
    bulletins.write(
        project, texts, list(one["readers"]), now + timedelta(days=days), now + timedelta(days=days + 14), by=by,  # type: ignore[call-overload]
        place=place, at=now - timedelta(days=3),
    )  # fmt: skip

"""The yearly surveys of the demo: one that ended, one that runs, each with answers that fit its estate (R109)."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from heed.actions.surveys import following
from heed.actions.surveys.answering import answer_survey
from heed.actions.surveys.opening import open_survey
from heed.actions.surveys.planning import plan_survey
from heed.demo.scene import Scene
from heed.process.words.surveys import QuestionKind
from heed.records.models import Survey, SurveyInvitation

#: By estate: who plans, how many days ago it began and how long it runs, the share of homes that answer by percent, the
#: homes of each building, and which topics go badly there.
_PLANS = {
    "CH": ("lin", 12, 21, 42, None, ("facilities", "complaints")),
    "YG": ("lin", 70, 21, 46, 8, ("greening", "fees")),
    "LJ": ("leung", 55, 20, 41, 8, ("repairs",)),
}
_TEXTS = Path(__file__).parent / "texts" / "surveys.json"


def ask(scenes: Sequence[Scene], now: datetime, seed: int) -> None:
    """Plan, open and answer the surveys of some estates, each from a chance of its own."""
    written = json.loads(_TEXTS.read_text(encoding="utf-8"))
    for scene in scenes:
        if scene.code in _PLANS:
            _ask(scene, now, Random(f"survey-{seed}-{scene.code}"), written)  # noqa: S311  # a play, not a secret


def _ask(scene: Scene, now: datetime, chance: Random, written: dict[str, list[str]]) -> None:
    who, ago, days, percent, per_building, badly = _PLANS[scene.code]
    by = scene.staff.accounts[who]
    begins = scene.at_hour(now, 9, -ago)
    on = begins.date()
    survey = plan_survey(
        scene.grounds.project, by=by, at=begins - timedelta(days=5), year=on.year, per_building=per_building,
        texts=_titles(on.year, written["intro"]), starts_on=on, ends_on=on + timedelta(days=days),
        remind_on=on + timedelta(days=days // 2),
    )  # fmt: skip
    open_survey(survey, by=by, at=begins - timedelta(days=1))
    words = written[scene.grounds.project.language]
    for one in survey.invitations.select_related("survey__project").order_by("pk"):
        if chance.random() * 100 < percent:
            at = begins + timedelta(hours=chance.uniform(2, 24 * min(ago, days) - 2))
            _answer(one, chance, badly, words, at)
    _follow_up(survey, scene, now)


def _titles(year: int, intro: list[str]) -> dict[str, dict[str, str]]:
    hans, hant, en = intro
    return {
        "zh_hans": {"title": f"{year}年业主满意度调查", "intro": hans},
        "zh_hant": {"title": f"{year}年住戶滿意度調查", "intro": hant},
        "en": {"title": f"Satisfaction survey {year}", "intro": en},
    }


def _answer(one: SurveyInvitation, chance: Random, badly: Sequence[str], words: list[str], at: datetime) -> None:
    mood = chance.choice((-1, 0, 0, 0, 1))
    given: dict[int, int | str | None] = {}
    for question in one.survey.questions.all():
        if question.kind == QuestionKind.OPEN:
            given[question.pk] = chance.choice(words) if chance.random() < 0.4 else None
        else:
            given[question.pk] = _mark(chance, mood, badly=question.topic in badly)
    angry = any(isinstance(mark, int) and mark <= 2 for mark in given.values())
    answer_survey(one, given, wants_contact=angry and chance.random() < 0.2, at=at)


def _mark(chance: Random, mood: int, *, badly: bool) -> int | None:
    """A mark as this owner gives it today; now and then none."""
    if chance.random() > 0.92:
        return None
    usual = chance.choice((2, 3, 3, 4) if badly else (3, 4, 4, 5, 5))
    return min(5, max(1, usual + mood))


def _follow_up(survey: Survey, scene: Scene, now: datetime) -> None:
    """Staff called the first half of those who asked for it; the others wait."""
    wished = list(survey.invitations.filter(wants_contact=True).order_by("pk"))
    said = (
        "已电话沟通，安排本周上门查看" if survey.project.language == "zh-hans" else "Called; we come to look this week"
    )
    for one in wished[: len(wished) // 2]:
        by = scene.manager
        following.record_call_back(one, words=said, by=by, at=now - timedelta(days=2))

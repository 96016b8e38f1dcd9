"""Three complaints that the government hotline passed on to the flagship: one to sign for, one to answer, one done."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from heed.demo.casting import Casting
from heed.demo.open_paths import DAY, before
from heed.demo.paths import StoryPlan, to_the_end
from heed.demo.play import Play, StoryPath
from heed.demo.scene import Scene
from heed.demo.sound import recording
from heed.demo.steps import Story
from heed.process.words import BodyEvent, BodyFinding, Channel, Emotion

ESTATE = "CH"
BODY = "12345 市民热线"
CATEGORIES = ("water_quality", "noise_outside", "lighting")


def enter(play: Play, scene: Scene, seed: int) -> None:
    """Let the three begin; their chance is their own, so that no other story changes."""
    casting = Casting(play, [scene], f"{seed}-{scene.code}-hotline")
    residents = scene.grounds.residents
    for category, resident, road in zip(CATEGORIES, (residents[1], residents[0], residents[2]), ROADS, strict=True):
        story = casting.story(
            scene, category=category, resident=resident, channel=Channel.HOTLINE, emotion=Emotion.CALM
        )
        play.enter(play.starts_at, road(story))


def _to_sign(story: Story) -> StoryPath:
    """Passed on a moment ago: it has to be signed for within the hour."""
    yield before(story, 25)
    _lodge(story, minutes=60, days=3)


def _to_answer(story: Story) -> StoryPath:
    """Signed for and looked into, with the voice message that the owner left; the answer is due today."""
    yield before(story, 2 * DAY + 80)
    _lodge(story, minutes=120, days=2 + 5 / 24)
    yield before(story, 2 * DAY + 60)
    story.make("sign_for_body", by=story.desk)
    message = SimpleUploadedFile("语音留言.wav", recording(story.chance), content_type="audio/wav")
    story.make("attach", by=story.desk, files=[message], words="业主打给热线时的语音留言")
    yield before(story, 2 * DAY + 40)
    story.verify()
    yield from story.until(before(story, 1.5 * DAY))
    story.investigate()
    yield from story.until(before(story, 1.3 * DAY))
    story.reply()
    yield from story.until(before(story, 30))


def _done(story: Story) -> StoryPath:
    """Handled and answered; sent back once, answered again, and found resolved by the hotline."""
    yield before(story, 14 * DAY)
    _lodge(story, minutes=120, days=9)
    yield before(story, 14 * DAY - 30)
    story.make("sign_for_body", by=story.desk)
    yield before(story, 14 * DAY - 45)
    story.verify()
    yield from to_the_end(story, StoryPlan())
    yield story.later(60, 120)
    story.make("answer_body", by=story.desk, body_answer="已修复并当面告知业主，业主确认满意，现申请办结。")
    yield story.later(600, 900)
    story.make(
        "record_body", by=story.desk, body_event=BodyEvent.SENT_BACK,
        body_reason="回复中缺少处理前后的照片，请补充后再报。", body_due_at=story.now + timedelta(days=1),
    )  # fmt: skip
    yield story.later(60, 200)
    story.make("answer_body", by=story.desk, body_answer="已补充处理前后照片各一张，请予办结。")
    yield story.later(900, 1200)
    story.make(
        "record_body", by=story.desk, body_event=BodyEvent.RESULT, body_result="已办结，热线回访市民。",
        body_response=BodyFinding.YES, body_resolved=BodyFinding.YES, body_satisfied=BodyFinding.YES,
    )  # fmt: skip


def _lodge(story: Story, *, minutes: float, days: float) -> None:
    """Taken in with the hotline's number and its two times from now."""
    number = f"{story.scene.local(story.now):%Y%m%d}{story.chance.randint(100000, 999999)}"
    facts: dict[str, Any] = {
        "body_name": BODY,
        "body_number": number,
        "sign_by_at": story.now + timedelta(minutes=minutes),
        "body_due_at": story.now + timedelta(days=days),
    }
    story.lodge(**facts)


ROADS = (_to_sign, _to_answer, _done)

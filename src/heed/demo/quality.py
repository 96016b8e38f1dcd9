"""How talks were received at the flagship: sheets that the director filled in over the last weeks (R43)."""

from datetime import datetime, timedelta

from heed.actions.reception.quality import fill_sheet
from heed.demo.scene import Scene
from heed.process.words import Role
from heed.process.words.quality import HeardHow, TalkMark, TalkPoint
from heed.queries.talk_quality import Talks, talks_to_judge
from heed.records.models import Call, Reception

#: Of the latest talks every so many-th is judged; what was not good at one of them, and the advice.
EACH, MOST = 4, 6
_NOT_GOOD: dict[int, tuple[TalkPoint, TalkMark, str]] = {
    1: (TalkPoint.LISTENED, TalkMark.POOR, "业主还没说完就开始解释，先听完再说。"),
    3: (TalkPoint.SPEECH, TalkMark.PARTLY, "语速稍快，报编号时请放慢。"),
    4: (TalkPoint.GREETING, TalkMark.PARTLY, "问候语漏了自己的姓名。"),
}


def judge_talks(scene: Scene, now: datetime) -> None:
    """The director heard some recordings of calls, and watched some visits; some are still to be judged."""
    director = scene.holders(Role.DIRECTOR)[0]
    judged: tuple[tuple[Talks, HeardHow], ...] = ((Call, HeardHow.RECORDING), (Reception, HeardHow.PRESENT))
    for model, heard in judged:
        talks = talks_to_judge(director, model, now).rows[::EACH][:MOST]
        for place, talk in enumerate(talks):
            marks = {point.value: TalkMark.GOOD.value for point in TalkPoint}
            words = "态度亲切，说明清楚。"
            if place in _NOT_GOOD:
                point, mark, words = _NOT_GOOD[place]
                marks[point.value] = mark.value
            at = min(talk.ended_at + timedelta(hours=20), now)
            fill_sheet(talk, by=director, heard=heard.value, marks=marks, words=words, at=at)

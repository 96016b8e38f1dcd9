"""One incident of the flagship: three owners before a door that does not open, one fix, and each asked by message."""

from heed.actions.incidents import asking, making
from heed.demo.casting import Casting
from heed.demo.open_paths import before, handled, verified
from heed.demo.play import Play, StoryPath
from heed.demo.scene import Scene
from heed.demo.steps import Story
from heed.process.facts import RATINGS
from heed.process.words import Channel, Emotion, VisitOutcome
from heed.queries.actor import OWNER

#: What each of them tells: the words, and the title.
TOLD = (
    ("大门的门禁今天刷卡、刷脸都没反应，提着菜在外面等了十分钟。", "大门门禁刷不开"),
    ("门禁坏了，孩子放学进不来，只能跟着别人进。", "门禁没反应，孩子进不来"),
    ("大门门禁一直不亮，按呼叫也没声音。", "大门门禁不亮"),
)
CAUSE = "门禁控制器电源模块烧坏，备件在库。"
SAID = "大门门禁的电源模块坏了，当天更换；更换前保安在岗开门，请带好门卡或报房号。"
#: How many minutes ago the fix was done.
DONE = 1_480


def enter(play: Play, scene: Scene, seed: int) -> None:
    """Let the three begin; their chance is their own, so that no other story changes."""
    casting = Casting(play, [scene], f"{seed}-{scene.code}-incident")
    residents = scene.grounds.residents
    main, *others = (
        casting.story(
            scene, category="access_control", resident=residents[3 + number], channel=Channel.PHONE,
            emotion=Emotion.CALM, language="zh-hans", given={"content": content, "title": title},
        )
        for number, (content, title) in enumerate(TOLD)
    )  # fmt: skip
    play.enter(play.starts_at, handled(main, DONE))
    for number, other in enumerate(others):
        other.place = main.place
        play.enter(play.starts_at, verified(other, DONE + 190 - 20 * number))
    play.enter(play.starts_at, _followed(main, others))


def _followed(main: Story, others: list[Story]) -> StoryPath:
    """The three become one incident; after the fix each is asked, and one says yes, one not yet, one nothing so far."""
    yield before(main, DONE + 150)
    main.shared = True
    why = "同一处大门、同一个下午"
    found = [other.complaint for other in others]
    incident = making.make(main.complaint, found, cause=CAUSE, told=SAID, words=why, by=main.lead, at=main.now)
    yield before(main, DONE - 25)
    asking.ask_owners(incident, by=main.caller, at=main.now)
    yield before(main, DONE - 90)
    marks = dict.fromkeys((mark.name for mark in RATINGS), 5)
    others[0].make("answer_questionnaire", by=OWNER, outcome=VisitOutcome.SATISFIED, **marks)
    yield before(main, DONE - 240)
    marks = dict.fromkeys((mark.name for mark in RATINGS), 3)
    words = "白天好了，晚上十点以后又刷不开。"
    others[1].make("answer_questionnaire", by=OWNER, outcome=VisitOutcome.NOT_SOLVED, owner_words=words, **marks)

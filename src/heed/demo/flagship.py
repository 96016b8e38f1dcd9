"""The story that a visitor sees first: the lift of building 3, which stopped again with an old lady in it.

Chen Meiling of 3-1502 complained of it eight days ago, and was satisfied; today it happened again. The first solution
she declined, the second is being carried out, and the director has promised to call her herself.
"""

from datetime import date, datetime, timedelta

from heed.actions.reception import called, called_notes, meetings, superior
from heed.demo import grounds, open_paths, side_paths
from heed.demo.casting import Casting
from heed.demo.grounds import Grounds, Resident
from heed.demo.open_paths import DAY, before
from heed.demo.paths import DONE, StoryPlan
from heed.demo.play import StoryPath
from heed.demo.scene import Scene
from heed.demo.steps import Story
from heed.demo.story import picture
from heed.demo.texts import rounded
from heed.process.words import ApprovalSubject, Channel, Emotion, Responsibility, VisitOutcome

HOME, NAME, PHONE = "3-1502", "陈美玲", "13800002207"
LIFT = "2号电梯"


def move_in(cuihu: Grounds) -> None:
    """Chen Meiling has lived there since 2019."""
    cuihu.named[NAME] = grounds.move_in(cuihu, HOME, NAME, PHONE, "女士", date(2019, 5, 1))


def enter(casting: Casting, scene: Scene) -> None:
    """Enter her four stories, and those of neighbours who report the same today."""
    chen = scene.grounds.named[NAME]
    _long_ago(casting, scene, chen)
    first = _story(
        casting,
        scene,
        chen,
        {
            "content": "2号电梯下到八楼停住不动，按了十分钟才有人应。我妈年纪大了，天天要坐这部梯。",
            "title": "3号楼2号电梯停在八楼不动",
        },
    )
    today = _story(casting, scene, chen, TODAY, channel=Channel.VISIT, emotion=Emotion.AGITATED)
    play = casting.play
    play.enter(play.starts_at, _eight_days_ago(first))
    play.enter(play.starts_at, _today(today, first))
    _neighbours(casting, scene, chen, today)


TODAY = {
    "content": "上周三才修好，今天又停了，我妈七十八岁困在里面二十分钟！你们到底修没修？",
    "title": "3号楼2号电梯又停在夹层，老人被困二十分钟",
    "happened": "今天，约二十分钟前",
    "course": "八天前同一电梯停在八楼，当天修好；今天下行时停在夹层，对讲无人应答，二十分钟后由邻居叫来秩序员。",
    "about": "电梯维保",
    "wants": "彻底修好，说明原因",
    "cause": "觉得上次没有真正修好",
}


def _story(
    casting: Casting, scene: Scene, chen: Resident, given: dict[str, str], *, channel: Channel = Channel.PHONE,
    emotion: Emotion = Emotion.CALM,
) -> Story:  # fmt: skip
    story = casting.story(
        scene, category="lift_stopped", resident=chen, channel=channel, emotion=emotion, language="zh-hans",
        level="major", given=dict(given),
    )  # fmt: skip
    lifts = [spot.place for spot in scene.grounds.spots["lift"] if spot.building == chen.building]
    story.place = next(place for place in lifts if place.name == LIFT)
    story.texts.slots |= {"where": "3号楼2号电梯", "matter": "3号楼2号电梯停运", "wants": "彻底修好，说明原因"}
    story.fault = Responsibility.MANAGEMENT
    return story


def _long_ago(casting: Casting, scene: Scene, chen: Resident) -> None:
    """Two older complaints of hers, closed to her satisfaction."""
    for category, days in (("intercom", 96), ("cleaning", 41)):
        story = casting.story(
            scene, category=category, resident=chen, channel=Channel.PHONE, emotion=Emotion.CALM, language="zh-hans"
        )
        path = side_paths.straight(story, StoryPlan(promise="kept", visits=(DONE,)))
        casting.play.enter(scene.at_hour(casting.play.ends_at, 10.2, -days), path)


def _eight_days_ago(story: Story) -> StoryPath:
    """Repaired the same day; satisfied at the visit of the next day."""
    at = 8 * DAY
    yield from open_paths.ordered(story, at + 260, 120 - at, at + 140, "done", story.scene.staff.accounts["wang"])
    yield before(story, at)
    story.complete()
    yield before(story, at - 1300)
    story.visit(VisitOutcome.SATISFIED, "这次修得挺快，谢谢。")


def _today(story: Story, first: Story) -> StoryPath:
    """From the counter today to the work that is under way now."""
    people = story.scene.staff.accounts
    zhou, wang = people["zhou"], people["wang"]
    story.desk = zhou
    yield before(story, 206)
    visit = meetings.arrive(story.scene.grounds.project, by=zhou, person=story.resident.person, at=story.now)
    yield before(story, 205)
    visit = meetings.receive(visit, by=zhou, at=story.now)
    meetings.set_emotion(visit, "agitated", by=zhou)
    meetings.set_checklist(visit, ["hot_water", "seat", "kind_word"], by=zhou)
    yield before(story, 201.8)
    summons = superior.call_superior(
        visit, by=zhou, to=people["lin"], consent=True, reason="老人被困，业主情绪激动，请主任当面说明", at=story.now
    )
    yield before(story, 201.2)
    called.mark_seen(summons, by=people["lin"], at=story.now)
    yield before(story, 200)
    story.lodge(repeat_of=first.complaint)
    called_notes.link_complaint(visit, story.complaint, by=zhou, at=story.now)
    yield before(story, 199)
    called.mark_arrived(summons, by=people["lin"], at=story.now)
    yield before(story, 196)
    story.verify(
        restated="上周三修过2号电梯，今天又停在夹层，老人被困二十分钟；您希望彻底修好，并说明原因。",
        crux="老人独自乘梯，怕再出事", nature="harm", emotion=Emotion.AGITATED,
    )  # fmt: skip
    yield before(story, 193)
    due_at = rounded(before(story, 142), 5)
    story.promise(due_at, f"我会在{story.time_of(due_at)}前给您打电话，告诉您原因和处理办法。")
    yield before(story, 191)
    meetings.end(visit, by=zhou, at=story.now)
    yield before(story, 181)
    story.investigate()
    yield from _first_solution(story)
    yield from _second_solution(story)
    yield before(story, 106)
    order = story.order(
        rounded(before(story, -20), 5),
        wang,
        work="更换2号电梯门刀与门机皮带，全行程复检；维保留守四十八小时。到场先给陈女士打电话。",
    )
    yield before(story, 101)
    story.make("accept_order", by=wang, order=order)
    yield before(story, 77)
    story.make("arrive", by=wang, order=order)
    yield before(story, 70)
    photos = [picture(story.scene.album.photo(story.chance, "engineering"), f"门机-{number}.png") for number in (1, 2)]
    story.make("attach", by=wang, files=photos, words="门刀磨出缺口，皮带起毛，见照片")


FIRST_SOLUTION, SECOND_SOLUTION = "更换门刀并复检", "当日更换门刀与门机皮带，维保留守48小时，出具检验报告"


def _first_solution(story: Story) -> StoryPath:
    yield before(story, 166)
    story.apologise("陈女士，实在对不起，让老人家受惊了。上次我们只换了触点，没有查到门刀，这是我们的疏忽。")
    yield before(story, 163)
    yield from _approved(story, 163, 156, FIRST_SOLUTION)
    yield before(story, 150)
    story.propose(
        findings="维保单位漏换门刀，验收未发现", solution=FIRST_SOLUTION, wrong="dereliction", harmed="interests"
    )
    yield before(story, 132)
    story.decline("只换一个件，下次又坏怎么办？", "整套换，派人守着，出检验报告")


def _second_solution(story: Story) -> StoryPath:
    yield before(story, 126)
    story.apologise("您说得对，只换一个件不够，我们重新安排。")
    yield from _approved(story, 122, 115, SECOND_SOLUTION)
    yield before(story, 111)
    story.propose(
        findings="门刀漏换，皮带同批老化", solution=SECOND_SOLUTION,
        wrong="dereliction", harmed="interests",
    )  # fmt: skip
    yield before(story, 109)
    story.agree("可以，今天一定要修好。")
    yield before(story, 107.5)
    due_at = promised_time(story)
    story.new_date(due_at, f"{story.time_of(due_at)}前修好，我亲自回电给您。", "当天更换两处部件，需要复检时间")


def _approved(story: Story, asked: float, given: float, solution: str) -> StoryPath:
    zhao = story.approver
    yield before(story, asked)
    story.ask_approval_of(solution, "重大级别，今日必须恢复，请审批")
    yield before(story, given)
    story.make("approve", by=zhao, subject=ApprovalSubject.PROPOSE, words="同意，务必今天恢复，注意安全")


def promised_time(story: Story) -> datetime:
    """Six in the evening, where that is ahead and at most four hours away; otherwise about forty minutes from now."""
    six = story.scene.at_hour(story.play.ends_at, 18)
    left = six - story.play.ends_at
    return six if timedelta(minutes=10) < left < timedelta(hours=4) else rounded(before(story, -38), 5)


def _neighbours(casting: Casting, scene: Scene, chen: Resident, today: Story) -> None:
    """Neighbours report the same: one complaint is merged with hers, two could still be, and one calls twice."""
    near = [one for one in scene.grounds.residents if one.building == chen.building]
    said = (
        ("2号电梯又停了，我抱着孩子从十楼走下来的。", "3号楼2号电梯停运"),
        ("3号楼只剩一部梯，下班时间排到大门口，几点能好？", "3号楼只剩一部电梯，排队很长"),
        ("电梯停在中间，听说还困了老人，太吓人了。", "3号楼2号电梯困人，住户担心"),
    )
    for number, ((content, title), resident) in enumerate(zip(said, near, strict=False)):
        story = casting.story(
            scene, category="lift_stopped", resident=resident, channel=Channel.PHONE if number else Channel.WEB,
            emotion=Emotion.CALM, language="zh-hans", given={"content": content, "title": title},
        )  # fmt: skip
        story.place = today.place
        story.texts.slots |= {"where": "3号楼2号电梯"}
        path = open_paths.merged(story, 150, today) if number == 0 else open_paths.verified(story, 60 - 22 * number)
        casting.play.enter(casting.play.starts_at, path)
    again = casting.story(
        scene, category="lift_stopped", resident=story.resident, channel=Channel.PHONE, emotion=Emotion.CALM,
        language="zh-hans", given={"content": "我刚才打过电话，2号电梯还是没动静。", "title": "3号楼2号电梯还没动静"},
    )  # fmt: skip
    again.place = today.place
    casting.play.enter(casting.play.starts_at, open_paths.told_again(again, 6, story))

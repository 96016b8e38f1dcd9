"""Two owner reception days at the flagship: one held twelve days ago with published minutes, one that is full soon."""

from datetime import datetime, timedelta

from heed.actions.reception_days import holding, planning, signing_up
from heed.actions.reception_days.signing_up import Guest
from heed.demo.casting import Casting
from heed.demo.grounds import Resident
from heed.demo.paths import StoryPlan, to_the_end
from heed.demo.play import Play, StoryPath
from heed.demo.scene import Scene
from heed.demo.steps import Story
from heed.process.words import Channel, Emotion, Role
from heed.records.models import ReceptionDay, SignUp

ESTATE = "CH"
HELD, COMING = -12, 9
"""Days from today of the one that was held, and of the one to come."""
COMPANY, OFFICE = "和声物业发展有限公司", "翠湖天地服务处"
MATTERS = (
    ("lighting", "二期地库坡道的灯坏了三盏，晚上倒车看不清。", "地库坡道照明已列入检修，修复情况由工程部逐项回告。"),
    ("parking", "访客车辆长时间占用固定车位，回家没地方停。", "秩序部加强夜间巡查，访客车辆限时停放的办法将征求意见。"),
    ("greening", "中心花园的草坪秃了一大片，孩子摔跤都是泥。", "补种草坪安排在雨季前完成，期间设置围挡和提示。"),
)
"""What was raised: the category, the owner's words, and what the minutes say of it."""
MINUTES = (
    "本次接待日围绕“电梯与公共照明”展开。项目经理通报了今年电梯维保和检修情况，业主就照明、停车和绿化提出意见。\n"
    "服务处当场逐条登记，并与提出意见的业主约定了答复时间；处理结果将在公告栏公布。感谢各位业主到场。"
)
WISHES = ("电梯维保", "停车费", "想了解维修资金使用情况", "楼道堆物", "儿童乐园翻新", "")


def enter(play: Play, scene: Scene, seed: int) -> None:
    """Let both begin; their chance is their own, so that no other story changes."""
    casting = Casting(play, [scene], f"{seed}-{scene.code}-days")
    play.enter(play.starts_at, _held(casting, scene))
    play.enter(play.starts_at, _coming(casting, scene))


def _held(casting: Casting, scene: Scene) -> StoryPath:
    """Planned, signed up for, held, and its minutes published the day after."""
    play, director = casting.play, scene.holders(Role.DIRECTOR)[0]
    begins_at = scene.at_hour(play.ends_at, 14.5, HELD)
    yield begins_at - timedelta(days=16)
    day = _invited(scene, play.now, begins_at, "电梯与公共照明", seats=12)
    guests = []
    for place, resident in enumerate(scene.grounds.residents[4:12]):
        yield scene.at_hour(play.now, 9 + casting.chance().uniform(0, 2) + 4 * (place % 3), place % 3 // 2)
        guests.append(_sign_up(scene, day, resident, play.now, place))
    yield begins_at - timedelta(minutes=5)
    desk = scene.holders(Role.RECEPTIONIST)[0]
    for place, guest in enumerate(guests):
        holding.tick(guest, 0 if place == 5 else guest.people, by=desk)
    for (category, content, _line), guest, resident in zip(
        MATTERS, guests, scene.grounds.residents[4:12], strict=False
    ):
        yield play.now + timedelta(minutes=20)
        story = casting.story(
            scene, category=category, resident=resident, channel=Channel.VISIT, emotion=Emotion.CALM,
            given={"content": content}, language="zh-hans",
        )  # fmt: skip
        story.record = holding.raise_matter(day, content, by=desk, sign_up=guest, at=play.now)
        story.informed_at = play.now
        play.enter(play.now + timedelta(minutes=6), _followed(story))
    yield scene.at_hour(begins_at, 10.2, 1)
    lines = {one.pk: line for one, (_code, _words, line) in zip(day.matters.order_by("pk"), MATTERS, strict=True)}
    holding.write_minutes(day, MINUTES, lines, by=director, publish=True, at=play.now)


def _followed(story: Story) -> StoryPath:
    """Read back, promised a reply, and seen through to the owner's verdict."""
    story.verify()
    yield story.soon(2, 5)
    story.promise(story.reply_time(240, 480))
    yield from to_the_end(story, StoryPlan(promise="reply"))


def _coming(casting: Casting, scene: Scene) -> StoryPath:
    """Owners sign up for it online and at the desk; the last of them wait for a seat."""
    play = casting.play
    begins_at = scene.at_hour(play.ends_at, 14.5, COMING)
    yield play.ends_at - timedelta(days=5)
    day = _invited(scene, play.now, begins_at, "业主座谈会", seats=10)
    for place, resident in enumerate(scene.grounds.residents[14:23]):
        yield scene.at_hour(play.now, 9 + casting.chance().uniform(0, 2) + 4 * (place % 3), place % 3 // 2)
        _sign_up(scene, day, resident, play.now, place)


def _invited(scene: Scene, now: datetime, begins_at: datetime, theme: str, seats: int) -> ReceptionDay:
    day = planning.plan(
        scene.grounds.project, by=scene.manager, at=now, theme=theme, place="翠湖天地服务处二楼会议室",
        begins_at=begins_at, ends_at=begins_at + timedelta(hours=2),
        sign_up_until=scene.at_hour(begins_at, 12, -1), seats=seats, company=COMPANY, office=OFFICE,
        phone=scene.grounds.project.hotline,
    )  # fmt: skip
    return planning.invite(day, by=scene.manager, at=now)


def _sign_up(scene: Scene, day: ReceptionDay, resident: Resident, now: datetime, place: int) -> SignUp:
    """One in three comes to the desk, and one in three with the family."""
    person, at_desk = resident.person, place % 3 == 0
    guest = Guest(person.name, resident.home.number, person.phone, 2 if place % 3 == 1 else 1,
                  WISHES[place % len(WISHES)], "zh-hans")  # fmt: skip
    by = scene.holders(Role.RECEPTIONIST)[0] if at_desk else None
    channel = (Channel.VISIT if place % 2 else Channel.PHONE) if at_desk else Channel.WEB
    return signing_up.sign_up(day, guest, channel=channel, by=by, at=now)

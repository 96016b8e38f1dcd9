"""Robots: doors that take messages for a group or carry them to people, and how much each of them takes.

The limits are the makers' own. WeCom: 20 messages a minute, 2,048 bytes of text. DingTalk: 20 a minute, and ten minutes
of silence after more. Feishu and Lark: 100 a minute, 5 a second. LINE: 5,000 characters. For the others a
company's own gateway decides, and the limit here is only a careful beginning.
"""

from dataclasses import dataclass

from heed.process.preferences import NoticeWay
from heed.process.words.base import N_, Word

PRIVATE_ADDRESS = N_(
    "This address is in a private network, which Heed does not call. The setting HEED_ROBOT_NETWORKS can allow it."
)


class RobotKind(Word):
    """Which maker's robot it is."""

    WECOM = "wecom", N_("WeCom group bot")
    DINGTALK = "dingtalk", N_("DingTalk group bot")
    FEISHU = "feishu", N_("Feishu or Lark group bot")
    APPRISE = "apprise", N_("Apprise server, to a group")
    WEBHOOK = "webhook", N_("Signed webhook")
    SMS = "sms", N_("Text-message gateway")
    LINE = "line", N_("LINE, to people")
    WECHAT = "wechat", N_("WeChat service account, to people")
    APPRISE_PEOPLE = "apprise_people", N_("Apprise server, to people by their tag")

    @property
    def way(self) -> NoticeWay | None:
        """The way to people that it carries; None where it speaks to a group."""
        return _WAYS.get(self)

    @property
    def limits(self) -> "Limits":
        """How much it takes."""
        return _LIMITS[self]


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a minute and (None: no matter) a second, bytes of text in UTF-8, and how long a refusal lasts, in s."""

    per_minute: int
    per_second: int | None
    bytes: int
    penalty: int = 60

    def windows(self, per_minute: int) -> tuple[tuple[int, float], ...]:
        """Pairs of (so many, in so many seconds): a little wider than the makers', for what is late on its way."""
        minute = (min(per_minute, self.per_minute), 61.0)
        return (minute,) if self.per_second is None else (minute, (self.per_second, 1.1))


_WAYS = {
    RobotKind.SMS: NoticeWay.SMS, RobotKind.LINE: NoticeWay.LINE, RobotKind.WECHAT: NoticeWay.WECHAT,
    RobotKind.APPRISE_PEOPLE: NoticeWay.APPRISE,
}  # fmt: skip
_LIMITS = {
    RobotKind.WECOM: Limits(20, None, 2048),
    RobotKind.DINGTALK: Limits(20, None, 16_000, penalty=600),
    RobotKind.FEISHU: Limits(100, 5, 16_000),
    RobotKind.APPRISE: Limits(60, None, 4_000),
    RobotKind.WEBHOOK: Limits(300, None, 16_000),
    RobotKind.SMS: Limits(60, None, 600),
    RobotKind.LINE: Limits(300, None, 5_000),
    RobotKind.WECHAT: Limits(300, None, 5_000),
    RobotKind.APPRISE_PEOPLE: Limits(60, None, 4_000),
}
#: The kinds that carry notices to people, by the way.
CARRIERS = {way: kind for kind, way in _WAYS.items()}


def free_at(recent: list[float], windows: tuple[tuple[int, float], ...], now: float) -> float:
    """When the next message may go, in epoch seconds: `now`, or the first instant at which every window has room."""
    found = now
    for count, seconds in windows:
        if len(recent) >= count:
            found = max(found, recent[-count] + seconds)
    return found

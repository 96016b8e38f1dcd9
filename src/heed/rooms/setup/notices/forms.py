"""A robot, and the company's wording of a notice."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _

from heed.notices.kinds import Form, unknown_fields
from heed.process.robots import RobotKind
from heed.process.words import N_
from heed.queries.policies import current_policy
from heed.records.models import Department, Project, Robot
from heed.rooms.setup.fields import language_field, widths
from heed.ui.names import department_name

#: Where the address and the secret of each kind are found.
HINTS: dict[RobotKind, tuple[str, str]] = {
    RobotKind.WECOM: (N_("The webhook of the group bot: https://qyapi.weixin.qq.com/…"), ""),
    RobotKind.DINGTALK: (
        N_("The webhook of the group bot: https://oapi.dingtalk.com/…"),
        N_("The signing secret, which begins with SEC."),
    ),
    RobotKind.FEISHU: (
        N_("The webhook of the group bot: https://open.feishu.cn/… or https://open.larksuite.com/…"),
        N_("The secret, if the bot verifies signatures."),
    ),
    RobotKind.APPRISE: (
        N_("An address of your Apprise server: https://…/notify/…"),
        N_("A token, if one is required."),
    ),
    RobotKind.WEBHOOK: (
        N_("The address that receives the events, signed as Standard Webhooks defines it."),
        N_("The secret that both sides share; whsec_… is read as base64."),
    ),
    RobotKind.SMS: (
        N_("Your gateway, which accepts id, to and text as JSON."),
        N_("A token, sent as Authorization: Bearer."),
    ),
    RobotKind.LINE: (N_("https://api.line.me/v2/bot/message/push"), N_("The channel access token.")),
    RobotKind.WECHAT: (
        N_("https://api.weixin.qq.com/?appid=…&template=…&thing1=news&character_string2=number"),
        N_("The AppSecret of the service account."),
    ),
    RobotKind.APPRISE_PEOPLE: (
        N_("An address of your Apprise server; each person enters their own tag on it."),
        N_("A token, if one is required."),
    ),
}


def shown_address(robot: Robot) -> str:
    """The address of a robot as far as it may be shown: its host, and its end."""
    return f"{urlsplit(robot.address).hostname or ''}…{robot.address[-4:]}"


class RobotForm(forms.Form):
    """The facts of a robot. Address and secret are kept and never shown: left empty, they stay."""

    use_required_attribute = False
    FACTS = ("name", "project", "department", "language", "only_late", "owners", "per_minute", "is_active")

    def __init__(self, kind: RobotKind, robot: Robot | None, data: Any = None) -> None:
        self.kind, self.robot = kind, robot
        given = {name: getattr(robot, name) for name in self.FACTS} if robot else {"per_minute": kind.limits.per_minute}
        super().__init__(data, initial=given)
        address, secret = HINTS[kind]
        kept = _("Saved and hidden. Leave empty to keep it: ")
        hint = {"placeholder": kept + shown_address(robot)} if robot else {}
        offered: dict[str, forms.Field] = {
            "name": forms.CharField(
                max_length=80, label=_("Name"), help_text=_("Your own name for it: the group, the service.")
            ),
            "project": forms.ModelChoiceField(
                Project.objects.filter(is_active=True), required=False, label=_("Project"),
                empty_label=_("The whole company"),
            ),
            "department": forms.ChoiceField(
                choices=self._departments(), required=False, label=_("Department"),
                help_text=_("A department is notified only of its own work orders."),
            ),
            "address": forms.CharField(
                max_length=500, required=robot is None, label=_("Address"), help_text=_(address),
                widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", **hint}),
            ),
            "secret": forms.CharField(
                max_length=500, required=False, label=_("Secret"), help_text=_(secret),
                widget=forms.PasswordInput({
                    "autocomplete": "new-password", **({"placeholder": kept} if robot and robot.secret else {}),
                }),
            ),
            "language": language_field(),
            "per_minute": forms.IntegerField(
                min_value=1, max_value=kind.limits.per_minute, label=_("Messages per minute"),
                help_text=_("Messages above this rate wait in a queue; none is lost."),
            ),
            "only_late": forms.BooleanField(required=False, label=_("Only what is overdue or urgent")),
            "owners": forms.BooleanField(
                required=False, label=_("Also to owners who left a telephone number but no e-mail address")
            ),
            "is_active": forms.BooleanField(required=False, label=_("In use"), initial=True),
        }  # fmt: skip
        without = {"department", "only_late"} if kind.way else set()
        without |= set() if kind is RobotKind.SMS else {"owners"}
        without |= {"secret"} if not secret else set()
        self.fields = {name: field for name, field in offered.items() if name not in without}
        widths(
            self, "half", [name for name in ("project", "department", "language", "per_minute") if name in self.fields]
        )

    def _departments(self) -> list[tuple[str, Any]]:
        policy = current_policy()
        self.departments = {
            str(one.pk): one
            for one in Department.objects.filter(is_active=True).select_related("project").order_by("pk")
        }
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, one in self.departments.items():
            groups.setdefault(one.project.name, []).append((pk, department_name(one, policy)))
        return [("", _("Whole project")), *groups.items()]

    def clean_address(self) -> str:
        """A web address, whole."""
        address: str = self.cleaned_data["address"].strip()
        if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
            raise forms.ValidationError(_("Enter the full address, as in https://example.com/robot."))
        return address

    def clean_department(self) -> Department | None:
        """The department itself."""
        return self.departments.get(self.cleaned_data["department"])


class WordingForm(forms.Form):
    """Subject and text of a notice, in one language."""

    use_required_attribute = False

    def __init__(self, kind: str, form: Form, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.kind = kind
        if form is Form.LETTER:
            self.fields["subject"] = forms.CharField(max_length=200, label=_("Subject"))
        rows = 12 if form is Form.LETTER else 5
        self.fields["text"] = forms.CharField(
            max_length=4000, label=_("Text"), strip=False, widget=forms.Textarea({"rows": rows}),
            help_text=_("A line is left out when all its fields are empty."),
        )  # fmt: skip

    def _known(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        unknown = unknown_fields(self.kind, text)
        if unknown:
            named = _(", ").join(f"{{{one}}}" for one in unknown)
            raise forms.ValidationError(_("This type of notification has no field %(named)s.") % {"named": named})
        return text

    def clean_subject(self) -> str:
        """Known fields only."""
        return self._known("subject")

    def clean_text(self) -> str:
        """Known fields only."""
        return self._known("text")

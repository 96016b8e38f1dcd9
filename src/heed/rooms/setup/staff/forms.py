"""Accounts of staff, their duties, and handing cases over."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.process.roles import OF_COMPANY, OF_DEPARTMENT, OF_REGION
from heed.process.words import Role
from heed.queries.policies import current_policy
from heed.queries.setup_access import SetupAccess, projects_set_up_by
from heed.records.models import Account, Department, Project
from heed.rooms.setup.fields import language_field, widths
from heed.rooms.setup.projects.region_forms import RegionField
from heed.rooms.setup.start.forms import username_field
from heed.ui.names import department_name
from heed.ui.people_field import PeopleField
from heed.ui.widgets import Chips

CHOSEN, ONE_TIME = "chosen", "one_time"


def password_fields() -> dict[str, forms.Field]:
    """A password made by Heed and shown once, or one that is typed."""
    ways = [(ONE_TIME, _("Generate one and show it once")), (CHOSEN, _("Enter one"))]
    return {
        "way": forms.ChoiceField(label=_("Password"), choices=ways, widget=Chips(), initial=ONE_TIME),
        "password": forms.CharField(
            label=_("New password"), required=False, strip=False,
            help_text=_("At least eight characters, not only digits. Only if you enter one yourself."),
            widget=forms.PasswordInput({"autocomplete": "new-password"}),
        ),
    }  # fmt: skip


class AccountForm(forms.Form):
    """The facts of an account; with `hires`, its first duty and password too."""

    use_required_attribute = False
    FACTS: tuple[str, ...] = ("name", "username", "language", "email", "phone")

    def __init__(
        self, may: SetupAccess, account: Account | None, data: Any = None, project: Project | None = None
    ) -> None:
        given = {name: getattr(account, name) for name in self.FACTS} if account else {"way": ONE_TIME}
        super().__init__(data, initial=given)
        self.hires = account is None
        self.fields = {
            "name": forms.CharField(
                max_length=80, label=_("Full name"), help_text=_("The name colleagues and owners know.")
            ),
            "username": username_field(),
            "phone": forms.CharField(
                max_length=40, label=_("Phone"), required=False, help_text=_("The number colleagues call in "
                                                                             "urgent cases.")
            ),
            "email": forms.EmailField(
                label=_("E-mail"), required=False, help_text=_("Where notifications go when you are not signed "
                                                               "in to Heed.")
            ),
            "language": language_field(),
        }  # fmt: skip
        widths(self, "half", ("name", "username", "phone", "email"))
        if self.hires:
            self.duty = DutyFields(may, project)
            self.fields |= {**self.duty.fields, **password_fields()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.hires:
            self.duty.check(self, cleaned)
            _check_password(self, cleaned)
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The facts that belong to the account."""
        return {name: self.cleaned_data[name] for name in self.FACTS}


class ContractorForm(AccountForm):
    """The facts of a person of a contractor, who never signs in; for a new one also the department."""

    FACTS = ("name", "language", "email", "phone")

    def __init__(
        self, may: SetupAccess, account: Account | None, data: Any = None, project: Project | None = None
    ) -> None:
        super().__init__(may, account, data, project)
        del self.fields["username"]
        self.fields["phone"].help_text = _("Links of work orders go here as text messages, day and night.")
        self.fields["email"].help_text = _("And here as letters.")
        if self.hires:
            for name in ("role", "project", *password_fields()):
                del self.fields[name]
            department: Any = self.fields["department"]
            department.help_text = _("Its work orders go to this person too.")
            department.required, department.width = True, "half"
            department.choices = [("", _("Choose…")), *department.choices[1:]]

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}

    @property
    def department(self) -> Department | None:
        """The department that was chosen; None for none of those offered."""
        return self.duty.departments.get(int(self.cleaned_data.get("department") or 0))


class DutyFields:
    """A role and where: at the company, at a project, in a department of it; only what the account may give."""

    def __init__(self, may: SetupAccess, project: Project | None = None) -> None:
        self.projects = list(projects_set_up_by(may).filter(is_active=True).order_by("code"))
        chosen = project or (self.projects[0] if len(self.projects) == 1 else None)
        roles = [role for role in Role if may.rules or any(may.may_give(role, one.pk) for one in self.projects)]
        named = [(role.value, _(role.label)) for role in roles]
        policy = current_policy()
        departments = Department.objects.filter(project__in=self.projects, is_active=True).order_by("project", "pk")
        groups: dict[str, list[tuple[str, str]]] = {}
        for department in departments.select_related("project"):
            line = (str(department.pk), department_name(department, policy))
            groups.setdefault(department.project.name, []).append(line)
        one = [line for lines in groups.values() for line in lines]
        where = [(str(project.pk), project.name) for project in self.projects]
        self.departments = {department.pk: department for department in departments}
        self.fields: dict[str, forms.Field] = {
            "role": forms.ChoiceField(label=_("Duty"), choices=[("", _("Choose…")), *named]),
            "project": forms.ChoiceField(
                label=_("At which project"), required=False, initial=chosen.pk if chosen else None,
                choices=[("", _("The whole company") if may.rules else _("Choose…")), *where],
            ),
            "department": forms.ChoiceField(
                label=_("In which department"), required=False,
                choices=[
                    ("", _("Only for operators and heads of department")),
                    *(one if len(groups) < 2 else list(groups.items())),
                ],
            ),
            **_region_field(may),
        }  # fmt: skip
        for field in self.fields.values():
            field.width = "half"  # type: ignore[attr-defined]

    def check(self, form: forms.Form, cleaned: dict[str, Any]) -> None:
        """Turn ids into records; add an error where role, project and department do not fit together."""
        role = cleaned.get("role", "")
        cleaned["region"] = cleaned.get("region") if role in OF_REGION else None
        apart = role in (*OF_COMPANY, *OF_REGION)
        chosen = next((one for one in self.projects if str(one.pk) == cleaned.get("project")), None)
        cleaned["project"] = None if apart else chosen
        cleaned["department"] = (
            self.departments.get(int(cleaned.get("department") or 0)) if role in OF_DEPARTMENT else None
        )
        if role and (lacking := _lacking(role, cleaned)):
            form.add_error(lacking if lacking in form.fields else "role", _(_CHOOSE[lacking]))


#: What is said where a duty lacks its place, by the field.
_CHOOSE = {
    "department": N_("Choose the department for this duty."),
    "project": N_("Choose the project for this duty."),
    "region": N_("Choose the region for this duty."),
}


def _lacking(role: str, cleaned: dict[str, Any]) -> str:
    """The field of the place that a role needs and does not have; "" where it has all."""
    if role in OF_COMPANY:
        return ""
    needed = "region" if role in OF_REGION else "department" if role in OF_DEPARTMENT else "project"
    return needed if cleaned[needed] is None else ""


def _region_field(may: SetupAccess) -> dict[str, forms.Field]:
    """The choice of a region, for those who may give one."""
    label, empty = _("In which region"), _("Only for regional managers")
    return {"region": RegionField(label=label, empty_label=empty)} if may.rules else {}


class DutyForm(forms.Form):
    """A new duty of an account."""

    use_required_attribute = False

    def __init__(self, may: SetupAccess, data: Any = None) -> None:
        super().__init__(data)
        self.duty = DutyFields(may)
        self.fields = self.duty.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.duty.check(self, cleaned)
        return cleaned


def _check_password(form: forms.Form, cleaned: dict[str, Any]) -> None:
    if cleaned.get("way") == CHOSEN and not cleaned.get("password"):
        form.add_error("password", _("Enter the password, or let Heed generate one."))


class CloseForm(forms.Form):
    """The successor who takes over the open cases of a closed account: a holder of a duty at all their projects."""

    use_required_attribute = False

    def __init__(self, account: Account, projects: set[int], data: Any = None) -> None:
        super().__init__(data)
        found = Account.objects.filter(is_active=True, by_link=False).exclude(pk=account.pk)
        for project in sorted(projects):
            duty = Q(duties__project=project) | Q(duties__project__isnull=True)
            found = found.filter(pk__in=Account.objects.filter(duty).values("pk"))
        if projects:
            self.fields["successor"] = PeopleField(
                found.order_by("name"), label=_("Open complaints taken over by"), empty_label=_("Choose…")
            )

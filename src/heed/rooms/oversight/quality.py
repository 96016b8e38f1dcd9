"""How talks were received: the numbers of a month with their sheets, the talks that lack one, and the sheet (R43)."""

from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.quality import fill_sheet
from heed.process.reporting import next_month
from heed.process.words.quality import HeardHow, TalkMark, TalkPoint
from heed.queries.access import complaints_visible_to
from heed.queries.reception import Meeting
from heed.queries.talk_quality import (
    MarkTally,
    Talks,
    page_of_sheets,
    reviews_talks,
    sheets_visible_to,
    talks_to_judge,
    talks_visible_to,
    tally_by_person,
    tally_by_point,
    with_mark,
)
from heed.queries.tallies.monthly import months_before
from heed.records.models import Account, Call, QualitySheet, Reception
from heed.rooms.oversight.views import frame
from heed.ui import humanize
from heed.ui.navigation import sees_projects
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, day_asked, number_asked, page_asked
from heed.ui.widgets import Chips

KINDS: dict[str, Talks] = {"call": Call, "visit": Reception}
TONES = {TalkMark.GOOD.value: "good", TalkMark.PARTLY.value: "warn", TalkMark.POOR.value: "hot"}


class SheetForm(forms.Form):
    """How it is known, a mark at each point, and a word to the one who spoke."""

    use_required_attribute = False
    heard = forms.ChoiceField(widget=Chips())
    words = forms.CharField(max_length=4_000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["heard"].label = _("How do you know it?")
        self.fields["heard"].choices = [(way.value, _(way.label)) for way in HeardHow]  # type: ignore[attr-defined]
        self.fields["words"].label = _("Praise and advice")
        self.fields["words"].help_text = _("The person reads it.")
        marks = [(mark.value, _(mark.label)) for mark in TalkMark]
        for point in TalkPoint:
            chips = Chips(tones=TONES)
            self.fields[point.value] = forms.ChoiceField(choices=marks, widget=chips, label=_(point.label))

    @property
    def points(self) -> list[forms.BoundField]:
        """The fields of the points, in the order of the sheet."""
        return [self[point.value] for point in TalkPoint]


@login_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The marks of a month by point and by person; each number opens its sheets. Without the duty: the own sheets."""
    account = account_of(request)
    month = day_asked(request, "month") or timezone.localdate()
    first, following = month.replace(day=1), next_month(month)
    person = number_asked(request, "person")
    sheets = sheets_visible_to(account).filter(at__gte=_midnight(first), at__lt=_midnight(following))
    sheets = sheets.filter(account=person) if person is not None else sheets
    point, mark = _word(TalkPoint, request.GET.get("point")), _word(TalkMark, request.GET.get("mark"))
    listed = with_mark(sheets, point, mark) if mark is not None else sheets
    page = page_of_sheets(listed, page_asked(request))
    whose = {"month": first.isoformat()} | ({"person": person} if person is not None else {})
    around = frame(account, "quality") if sees_projects(account) else {}  # a guard reads the own sheets alone
    context = around | pager(request, page) | {
        "reviews": reviews_talks(account),
        "by_point": [(one, _(one.name), urlencode(whose | {"point": one.key})) for one in tally_by_point(sheets)],
        "by_person": [(one, urlencode(whose | {"person": one.key})) for one in tally_by_person(sheets)],
        "rows": [(sheet, _good(sheet)) for sheet in page],
        "month": humanize.month(first),
        "before": urlencode(whose | {"month": months_before(first, 1).isoformat()}),
        "after": urlencode(whose | {"month": following.isoformat()}) if following <= timezone.localdate() else "",
        "whole": urlencode({"month": first.isoformat()}) if person is not None or mark is not None else "",
        "chosen": " · ".join(_(word.label) for word in (point, mark) if word is not None),
    }  # fmt: skip
    return render(request, "oversight/quality.html", context)


@login_required
@require_safe
def talks(request: HttpRequest, kind: str) -> HttpResponse:
    """The calls or visits of the last month that have no sheet. Http404 without the duty."""
    account = account_of(request)
    if not reviews_talks(account):
        raise Http404
    page = talks_to_judge(account, KINDS[kind], timezone.now(), page_asked(request))
    return render(
        request, "oversight/quality_talks.html", frame(account, "quality") | pager(request, page) | {"kind": kind}
    )


@login_required
def sheet(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The sheet of one talk: to read where it is filled in, else to fill in. Http404 where neither is allowed."""
    account = account_of(request)
    written = _written(account, kind, pk)
    if written is not None:
        return render(request, "oversight/quality_sheet.html", _shown(account, written.talk, kind, written))
    talk: Meeting = get_object_or_404(talks_visible_to(account, KINDS[kind]).exclude(account=None), pk=pk)
    form, status = SheetForm(request.POST or None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            marks = {point.value: form.cleaned_data[point.value] for point in TalkPoint}
            try:
                fill_sheet(
                    talk, by=account, heard=form.cleaned_data["heard"], marks=marks, words=form.cleaned_data["words"]
                )
            except Refused as refused:
                status = 409
                add_refusals(form, refused)
            else:
                messages.success(request, _("The sheet is on record."))
                return redirect("oversight:quality_sheet", kind=kind, pk=pk)
    context = _shown(account, talk, kind) | {"form": form}
    return render(request, "oversight/quality_sheet.html", context, status=status)


def _written(account: Account, kind: str, pk: int) -> QualitySheet | None:
    of = "call" if kind == "call" else "reception"
    return sheets_visible_to(account).filter(**{of: pk}).first()


def _shown(account: Account, talk: Meeting, kind: str, written: QualitySheet | None = None) -> dict[str, object]:
    seen = talk.complaint_id is not None and complaints_visible_to(account).filter(pk=talk.complaint_id).exists()
    marks = {mark.point: mark.mark for mark in written.marks.all()} if written is not None else {}
    return {
        "talk": talk,
        "kind": kind,
        "began_at": talk.answered_at if isinstance(talk, Call) else talk.began_at,
        "complaint": talk.complaint if seen else None,
        "sheet": written,
        "marks": [
            (_(point.label), _(TalkMark(marks[point.value]).label), TONES.get(marks[point.value], ""))
            for point in TalkPoint
            if point.value in marks
        ],
        "heard": _(HeardHow(written.heard).label) if written is not None else "",
    }


def _good(sheet: QualitySheet) -> MarkTally:
    """The marks of one sheet, counted."""
    given = [mark.mark for mark in sheet.marks.all()]
    counts = {mark.value: given.count(mark.value) for mark in TalkMark}
    return MarkTally(str(sheet.pk), "", **counts)


def _word(words: type[Any], code: str | None) -> Any:
    return next((word for word in words if word.value == code), None)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""The letter of reply to the owner, in the form that the level asks for (R22, R51, R52)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.i18n.dates import full_date, full_moment
from heed.process.guards import apology_before_answer
from heed.process.words import (
    ApprovalState,
    ApprovalSubject,
    CompensationState,
    Method,
    PromiseState,
    Validity,
)
from heed.process.words.base import N_
from heed.records.models import Apology
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.papers.answered import last_facts
from heed.rooms.complaint.papers.sheet import sheet
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper
from heed.ui.refusals import sentence

TITLE = N_("Letter of reply")
_COMPLETE = "complete"


def why_no_letter(dossier: Dossier) -> str:
    """Why the letter cannot go out yet, in a sentence; "" where it can.

    It needs an answer to tell, and where management is at fault an apology before it, in a form that the level allows.
    """
    if not last_facts(dossier.complaint, "solution"):
        return _("There is no answer on record yet that the letter could give.")
    made = frozenset(one.method for one in dossier.complaint.apologies.all())  # also of earlier rounds
    refusal = apology_before_answer(replace(dossier.case, apologies=made), dossier.actor, {})
    return sentence(refusal) if refusal else ""


def letter(dossier: Dossier) -> Paper:
    """The letter in the active language, which is the owner's. It says nothing that is not on record."""
    paper = sheet(dossier, _(TITLE), to_owner=True)
    paper.letter = True
    with humanize.on_paper():
        paper.add(*_opening(dossier), *_apology(dossier), *_answer(dossier), *_sums(dossier), *_promise(dossier))
        paper.add(*_closing(dossier))
    return paper


def _opening(dossier: Dossier) -> Iterator[Block]:
    complaint = dossier.complaint
    home = complaint.unit or (complaint.place.path if complaint.place else "")
    name = "" if complaint.anonymous else complaint.name
    yield blocks.facts([(_("Date"), full_date(timezone.localdate())), *([(_("Home or unit"), home)] if home else [])])
    yield blocks.text(_("Dear %(name)s,") % {"name": name} if name else _("Dear resident,"))
    given = {"date": _day(complaint.received_at), "number": complaint.number}
    yield blocks.text(_("On %(date)s you told us the following. We keep it under the number %(number)s.") % given)
    yield blocks.said(complaint.content)


def _apology(dossier: Dossier) -> Iterator[Block]:
    """The last apology in a form of the level, word for word; none is invented."""
    forms = dossier.policy.level(dossier.complaint.level).apology_forms
    made = [one for one in dossier.complaint.apologies.all() if not forms or one.method in forms]
    if not made:
        return
    yield blocks.heading(_("Our apology"))
    yield blocks.text(_made(made[-1]))
    yield blocks.said(made[-1].words, "good")
    rows = [(_("Reason"), made[-1].reason), (_("Remedy"), made[-1].remedy)]
    if any(text for _label, text in rows):
        yield blocks.facts([row for row in rows if row[1]])


def _made(apology: Apology) -> str:
    given = {"date": _day(apology.made_at), "method": _(Method(apology.method).label)}
    return _("We apologised to you on %(date)s (%(method)s), and repeat it here in writing:") % given


def _answer(dossier: Dossier) -> Iterator[Block]:
    complaint = dossier.complaint
    facts = last_facts(complaint, "solution")
    if complaint.validity == Validity.INVALID:
        yield blocks.text(_("We have looked into it and could not confirm it. The reasons are below."))
    if facts.get("findings"):
        yield blocks.heading(_("What we found"))
        yield blocks.text(str(facts["findings"]))
    yield blocks.heading(_("What we explained or did"))
    yield blocks.text(str(facts["solution"]))
    if done := last_facts(complaint, "result", _COMPLETE).get("result"):
        yield blocks.heading(_("Result"))
        yield blocks.text(str(done))


def _sums(dossier: Dossier) -> Iterator[Block]:
    rows = [
        (humanize.money(one.money, one.currency),
         " · ".join(filter(None, (_(CompensationState(one.state).label), _day(one.paid_at), one.proof))))
        for one in dossier.complaint.compensations.all()
    ]  # fmt: skip
    if rows:
        yield blocks.heading(_("Compensation"))
        yield blocks.facts(rows)


def _promise(dossier: Dossier) -> Iterator[Block]:
    for one in dossier.complaint.promises.all():
        if one.state == PromiseState.OPEN:
            yield blocks.heading(_("What we promise you"))
            yield blocks.said(one.words, "info", _("until %(time)s") % {"time": full_moment(one.due_at)})


def _closing(dossier: Dossier) -> Iterator[Block]:
    complaint = dossier.complaint
    way = _("If this does not settle the matter for you, scan the code above and enter the number %(number)s.")
    if complaint.project.hotline:
        way = _(
            "If this does not settle the matter for you, call %(hotline)s, or scan the code above and enter the number "
            "%(number)s."
        )
    yield blocks.text(way % {"number": complaint.number, "hotline": complaint.project.hotline})
    yield blocks.text(_("With kind regards"))
    signs = [" · ".join((complaint.case_owner.name, _("Case owner")))]
    if approver := _approver(dossier):
        signs.append(" · ".join((approver, _("Approver"))))
    yield blocks.sign(*signs, _("Seal of the company"))


def _approver(dossier: Dossier) -> str:
    """Who approved the solution, where the level asks for it."""
    given = [
        one.decided_by.name for one in dossier.complaint.approvals.all()
        if one.subject == ApprovalSubject.PROPOSE and one.state == ApprovalState.GIVEN and one.decided_by
    ]  # fmt: skip
    return given[-1] if given and dossier.policy.level(dossier.complaint.level).needs_approval else ""


def _day(at: datetime | None) -> str:
    return full_date(at) if at else ""

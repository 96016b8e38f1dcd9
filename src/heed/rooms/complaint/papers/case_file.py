"""The case file: all of one complaint on paper, with the record itself inside as proof (R101)."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from heed.process import facts
from heed.process.moves import MOVES
from heed.process.words import (
    ClosingCode,
    CompensationState,
    FileKind,
    OrderState,
    PromisedWay,
    Stage,
)
from heed.records.models import Attachment, Summary
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.head import ComplaintHeader
from heed.rooms.complaint.papers import proof
from heed.rooms.complaint.papers.clocks import clock_blocks
from heed.rooms.complaint.papers.sheet import sheet, who
from heed.rooms.complaint.papers.timeline import timeline_blocks
from heed.rooms.complaint.sidebar import Sidebar
from heed.ui import humanize
from heed.ui.names import department_name
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper


def case_file(dossier: Dossier) -> Paper:
    """The case file in the active language, unsigned; `proof.signed` draws and signs it."""
    complaint = dossier.complaint
    sidebar = Sidebar(dossier)
    paper = sheet(dossier, complaint.title, _("Case file"))
    with humanize.on_paper():
        paper.add(blocks.pairs(_standing(dossier)), who(dossier))
        paper.add(blocks.heading(_("What the owner says")), blocks.said(complaint.content))
        paper.add(blocks.facts([*sidebar.facts, *sidebar.judged, *_people(sidebar)]))
        for part in (_promises, _orders, _compensations, _approvals, _assessed, _linked, _summary):
            paper.add(*part(dossier))
        paper.add(*_signatures(paper, dossier))
        paper.add(blocks.heading(_("Timeline")), *timeline_blocks(paper, dossier))
        paper.add(blocks.heading(_("Clocks, and why they were due")), *clock_blocks(dossier))
    proof.put_into(paper, dossier)
    return paper


def _standing(dossier: Dossier) -> Iterator[tuple[str, str]]:
    complaint = dossier.complaint
    stage = _(Stage(complaint.stage).label)
    closed = _(ClosingCode(complaint.closing_code).label) if complaint.closing_code else ""
    yield _("Stage"), " · ".join(filter(None, (stage, closed, ComplaintHeader(dossier).stage_note)))
    yield _("Case owner"), complaint.case_owner.name


def _people(sidebar: Sidebar) -> Iterator[tuple[str, str]]:
    if sidebar.lead:
        yield _("Lead"), sidebar.lead
    if sidebar.accused:
        yield _("Complaint about"), sidebar.accused


def _promises(dossier: Dossier) -> Iterator[Block]:
    rows = Sidebar(dossier).promises
    if rows:
        yield blocks.heading(_("Promises"))
    for one in rows:
        row = one.row
        who = " · ".join((row.made_by_name, humanize.moment(row.made_at), _(PromisedWay(row.way).label)))
        marks = [blocks.mark(one.mark.text, one.mark.tone)]
        marks += [blocks.mark(_("due %(time)s") % {"time": humanize.moment(row.due_at)})]
        yield blocks.said(row.words, "", who, marks)


def _orders(dossier: Dossier) -> Iterator[Block]:
    orders = dossier.complaint.orders.all()
    if not orders:
        return
    yield blocks.heading(_("Work orders"))
    rows = []
    for order in orders:
        to = department_name(order.department, dossier.policy)
        ended = humanize.moment(order.ended_at) if order.ended_at else ""
        rows.append((
            order.work, f"{to}\n{order.account.name}" if order.account else to, humanize.moment(order.due_at),
            f"{_(OrderState(order.state).label)} {ended}\n{order.result}".strip(),
        ))  # fmt: skip
    yield blocks.table((_("Work to do"), _("Department"), _("Due"), _("Result")), (3, 2, 2, 3), rows)


def _compensations(dossier: Dossier) -> Iterator[Block]:
    rows = [
        (humanize.money(one.money, one.currency), _(CompensationState(one.state).label), humanize.moment(one.agreed_at),
         " · ".join(filter(None, (humanize.moment(one.paid_at) if one.paid_at else "", one.proof, one.owner_words))))
        for one in dossier.complaint.compensations.all()
    ]  # fmt: skip
    if rows:
        yield blocks.heading(_("Compensation"))
        yield blocks.table((_("Amount"), _("Status"), _("Agreed"), _("Proof")), (2, 2, 2, 4), rows)


def _approvals(dossier: Dossier) -> Iterator[Block]:
    rows = [[humanize.moment(row.asked_at), mark.text, row.reason, row.words] for row, mark in
            zip(dossier.complaint.approvals.all(), Sidebar(dossier).approvals, strict=True)]  # fmt: skip
    if rows:
        yield blocks.heading(_("Approvals"))
        yield blocks.table((_("Requested at"), _("Decision"), _("Reason"), _("Comment")), (2, 3, 3, 3), rows)


def _assessed(dossier: Dossier) -> Iterator[Block]:
    rows = [[humanize.moment(at), by, what, why] for at, by, what, why in Sidebar(dossier).assessed]
    if rows:
        yield blocks.heading(_("Assessment"))
        yield blocks.table((_("Time"), _("By"), _("Assessment"), _("Reason")), (2, 2, 3, 3), rows)


def _linked(dossier: Dossier) -> Iterator[Block]:
    rows = [(one.what, f"{one.complaint.number}  {one.complaint.title}") for one in Sidebar(dossier).linked]
    if rows:
        yield blocks.heading(_("Linked"))
        yield blocks.facts(rows)


def _summary(dossier: Dossier) -> Iterator[Block]:
    found = Summary.objects.filter(complaint=dossier.complaint).select_related("account").first()
    if found is None:
        return
    yield blocks.heading(_("Summary"))
    yield blocks.facts([
        (_(facts.ROOT_CAUSE.label), found.root_cause), (_(facts.LESSON.label), found.lesson),
        (_(facts.PREVENTION.label), found.prevention),
        (_("By"), f"{found.account.name} · {humanize.moment(found.at)}"),
    ])  # fmt: skip


def _signatures(paper: Paper, dossier: Dossier) -> Iterator[Block]:
    """The signatures of the owner that were not erased, the latest first."""
    found = [one for one in proof.files_of(dossier) if one.kind == FileKind.SIGNATURE]
    for one in reversed(found):
        yield from _signature(paper, one)


def _signature(paper: Paper, attachment: Attachment) -> Iterator[Block]:
    name = paper.add_picture(Path(attachment.file.path))
    if name:
        yield blocks.heading(_("Owner's signature"))
        under = _(MOVES[attachment.entry.move].label)
        yield blocks.picture(name, " · ".join((under, humanize.moment(attachment.at))))

"""The file of a hotline or another body at the complaint: what it wants by when, what it found (R2, R14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.process import facts
from heed.process.move import Move
from heed.process.moves import bodies
from heed.process.words import BodyFinding, Channel
from heed.process.workflow import is_offered
from heed.records.models import BodyCase
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.timeline_entry import Mark
from heed.ui import humanize

_TONES = {BodyFinding.YES: "good", BodyFinding.NO: "hot", BodyFinding.UNKNOWN: ""}
_FINDINGS = (
    (facts.BODY_RESPONSE, "response"), (facts.BODY_RESOLVED, "resolved"), (facts.BODY_SATISFIED, "satisfied"),
)  # fmt: skip


@dataclass(frozen=True)
class BodyPanel:
    """What the page shows of the body; templates read its properties."""

    dossier: Dossier

    @property
    def case(self) -> BodyCase:
        """The body's file, empty where it left none."""
        return self.dossier.body_case or BodyCase()

    @property
    def name(self) -> str:
        """The body by its name, or by the channel."""
        return self.case.body or _(Channel(self.dossier.complaint.channel).label)

    @property
    def moves(self) -> tuple[Move, ...]:
        """What the reader may record of the body now."""
        return tuple(move for move in self.dossier.moves if move in bodies.ROWS and is_offered(move, self.dossier.case))

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """Label and text of all that is on record."""
        case = self.case
        if case.number:
            yield _(facts.BODY_NUMBER.label), case.number
        yield from _time(_(facts.SIGN_BY_AT.label), case.sign_by_at)
        yield from _time(_("Signed for"), case.signed_at)
        yield from _time(_(facts.BODY_DUE_AT.label), case.due_at)
        yield from _time(_("Answered"), case.answered_at)
        if case.sent_back:
            times = _("Times: %(count)s") % {"count": case.sent_back}
            yield _("Sent back to us"), f"{times}\n{case.reason}".strip()
        yield from _time(_("Appealed"), case.appealed_at, case.appeal)
        if case.result:
            yield _("Result"), case.result

    @property
    def findings(self) -> list[tuple[str, Mark]]:
        """The body's answers to its three questions, once it gave any."""
        given = [(fact, BodyFinding(getattr(self.case, column))) for fact, column in _FINDINGS]
        if all(finding is BodyFinding.UNKNOWN for _fact, finding in given):
            return []
        return [(_(fact.label), Mark(_(finding.label), _TONES[finding])) for fact, finding in given]


def body_panel(dossier: Dossier) -> BodyPanel | None:
    """The panel of a complaint that a body passed on; None for any other."""
    return BodyPanel(dossier) if dossier.case.from_body else None


def _time(label: str, at: datetime | None, words: str = "") -> Iterator[tuple[str, str]]:
    if at is not None:
        yield label, f"{capfirst(humanize.instant(at))}\n{words}".strip()

"""The header of the page: the pills, and a stage that is not on the stage line."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.process.words import ClockKind, Emotion, Nature, Stage
from heed.records.models import Complaint
from heed.rooms.complaint.dossier import Dossier
from heed.ui import humanize, names

_TONES = {Stage.WATCHING: "info", Stage.OUTSIDE: "warn"}
_ICONS = {
    Stage.WATCHING: "moon",
    Stage.OUTSIDE: "arrow-up-right",
    Stage.WITHDRAWN: "undo-2",
    Stage.MERGED: "merge",
}


@dataclass(frozen=True)
class ComplaintHeader:
    """The header of one complaint; templates read its properties."""

    dossier: Dossier

    @property
    def complaint(self) -> Complaint:
        return self.dossier.complaint

    @property
    def level(self) -> str:
        return names.level_name(self.dossier.policy, self.complaint.level)

    @property
    def level_tone(self) -> str:
        """The mildest level is quiet, the next red, and so are graver ones."""
        return "" if self.dossier.policy.level("").code == self.complaint.level else "hot"

    @property
    def kind(self) -> str:
        """Nature and category in few words: effective or communication, branch / category (R15, R20)."""
        own, said = self.complaint, []
        if own.nature:
            said.append(_("Effective complaint") if Nature(own.nature).effective else _("Communication complaint"))
        if own.category:
            branch = self.dossier.policy.branch_of(own.category)
            leaf = names.category_name(self.dossier.policy, own.category)
            said.append(f"{names.in_words(branch.names)} / {leaf}")
        return " · ".join(said)

    @property
    def emotion(self) -> str:
        return _("Agitated") if self.complaint.emotion == Emotion.AGITATED else ""

    @property
    def waits_for(self) -> str:
        """Why the clocks wait; empty while they run."""
        return names.pause_name(self.dossier.policy, self.complaint.clocks_wait_for)

    @property
    def today(self) -> bool:
        """Whether all of it lies on this day, so that times are shown without a day."""
        return timezone.localtime(self.complaint.received_at).date() == timezone.localtime(self.dossier.now).date()

    @property
    def stage_tone(self) -> str:
        return _TONES.get(Stage(self.complaint.stage), "")

    @property
    def stage_icon(self) -> str:
        return _ICONS.get(Stage(self.complaint.stage), "circle")

    @property
    def stage_note(self) -> str:
        """When the silent days end; who has the matter outside."""
        if self.complaint.stage == Stage.WATCHING:
            silence = [clock for clock in self.complaint.clocks.all() if clock.kind == ClockKind.SILENCE]
            due_at = silence[-1].limit_at if silence else None
            return _("until %(time)s") % {"time": humanize.instant(due_at)} if due_at else ""
        if self.complaint.stage == Stage.OUTSIDE:
            return " · ".join(filter(None, (self.complaint.outside_body, self.complaint.outside_reference)))
        return ""

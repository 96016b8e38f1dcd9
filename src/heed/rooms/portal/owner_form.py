"""The moves of the secret page: the form of the row, asked in an owner's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from heed.actions.engine.offline import Later
from heed.move_forms.form import Attempt, MoveForm
from heed.process.words.base import N_
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_view import said_since, told_since
from heed.records.models import Complaint
from heed.rooms.portal.forms import photos, refuse_large


@dataclass(frozen=True, slots=True)
class Asked:
    """How a move is asked: heading, a sentence, the button, the thanks, and what each fact is called."""

    heading: str
    words: str
    button: str
    thanks: str
    labels: Mapping[str, str]
    tone: str = "primary"


RATINGS = {
    "rating_reception": N_("How we received you"),
    "rating_measures": N_("What we did"),
    "rating_result": N_("The result"),
}
ASKED: dict[str, Asked] = {
    "agree": Asked(
        N_("You agree with our proposal"), N_("We begin at once, and tell you how it stands."), N_("Yes, I agree"),
        N_("Thank you. We begin at once."), {"owner_words": N_("Anything we should know?")},
    ),
    "decline": Asked(
        N_("You do not agree"), N_("That is all right. Tell us why, and if you like, what you would do."),
        N_("Send"), N_("Thank you. We look for another way."),
        {"owner_words": N_("What is not right about it?"), "own_proposal": N_("What would you propose?")},
    ),
    "confirm": Asked(
        N_("It is right now"), N_("Your yes closes it. If something comes up later, you can open it again."),
        N_("Yes, it is right"), N_("Thank you for telling us. It is closed now."),
        {"owner_words": N_("Would you like to add something?"), **RATINGS},
    ),
    "contest": Asked(
        N_("It is not right yet"), N_("We are sorry. Tell us what is still wrong, and we begin again at once."),
        N_("Send"), N_("Thank you for telling us. We begin again at once."),
        {"owner_words": N_("What is still wrong?")},
    ),
    "say": Asked(
        N_("Write to us"), N_("The person who answers for your matter reads it."), N_("Send"),
        N_("Your message has reached us."),
        {"words": N_("Your message"), "files": N_("Photos or files")},
    ),
    "reopen": Asked(
        N_("Open it again"), N_("We are sorry that it is not right after all. Tell us what happened."),
        N_("Open it again"), N_("It is open again. We begin at once."), {"reason": N_("What happened?")},
    ),
    "withdraw": Asked(
        N_("Withdraw it"), N_("Then we stop. What you told us stays on record."), N_("Withdraw it"),
        N_("It is withdrawn."), {"owner_words": N_("Why do you withdraw it?")}, "warn",
    ),
}  # fmt: skip
SENTENCES = {
    "decline": N_("Tell us what is not right about it."),
    "contest": N_("Tell us what is still wrong."),
    "say": N_("Write your message."),
    "reopen": N_("Tell us what happened."),
    "withdraw": N_("Tell us why, in a word or two."),
}
#: Moves that a single press may make: the words on the button are what the owner said.
ONE_PRESS = ("agree",)


class OwnerMoveForm(MoveForm):
    """A move of the owner's own (R58, R66, R74, R78, R96). Only what the owner was told makes the page stale."""

    def __init__(self, complaint: Complaint, move: str, data: Any = None, files: Any = None) -> None:
        self.asked = ASKED[move]
        seen = str(data.get("version", "")) if data else ""
        self.seen = int(seen) if seen.isdecimal() and len(seen) < 10 else complaint.version
        if data is not None and not told_since(complaint, self.seen):
            data = {**data.dict(), "version": complaint.version}
        super().__init__(complaint, move, OWNER, data, files)
        self._speak_plainly()

    def _speak_plainly(self) -> None:
        for name, label in self.asked.labels.items():
            field = self.fields[name]
            field.label, field.help_text = _(label), ""
            if field.required and self.move.name in SENTENCES:
                field.error_messages["required"] = _(SENTENCES[self.move.name])
        if self.move.name in ONE_PRESS:
            self.fields["owner_words"].required = False
        if "files" in self.fields:
            self.fields["files"] = photos(label=self.fields["files"].label)
        if self.move.name == "confirm":
            self.fields["rating_reception"].help_text = _("1 is poor, 5 is very good")
            self.order_fields([*RATINGS, "owner_words"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.move.name in ONE_PRESS and not str(cleaned.get("owner_words") or "").strip():
            cleaned["owner_words"] = _(self.asked.button)
        return cleaned

    def clean_files(self) -> list[Any]:
        return refuse_large(self.cleaned_data["files"])

    def attempt(self, later: Later | None = None) -> Attempt:
        """Make the move; a message that is already here is not taken in twice."""
        if self.move.name == "say" and self.is_valid() and self._is_here():
            return Attempt(200, self.complaint)
        return super().attempt(later)

    def _is_here(self) -> bool:
        files: list[Any] = self.cleaned_data["files"]
        return not files and said_since(self.complaint, self.seen, self.cleaned_data["words"])

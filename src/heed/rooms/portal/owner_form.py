"""The moves of the secret page: the form of the row, asked in an owner's words."""

from typing import Any

from django.utils.translation import gettext as _

from heed.actions.engine.files import sha256_of
from heed.actions.engine.offline import OfflineMove
from heed.insight.numbers import whole_number
from heed.move_forms.form import Attempt, MoveForm
from heed.process.facts import FILES, OWNER_WORDS, WORDS
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.settling import SIGNATURE
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_view import owner_wrote_since, staff_acted_since
from heed.records.models import Complaint
from heed.rooms.portal.forms import ask_for_files_again, photos, refuse_unfit
from heed.ui.widgets import SignaturePad


class OwnerMoveForm(MoveForm):
    """A move of the owner's own (R58, R66, R74, R78, R96). Only what the owner can see makes the page stale."""

    def __init__(self, complaint: Complaint, move: str, data: Any = None, files: Any = None) -> None:
        self.question = OWNER_QUESTIONS[move]
        seen = whole_number(data.get("version")) if data else None
        self.seen = complaint.version if seen is None else seen
        if data is not None and not staff_acted_since(complaint, self.seen):
            data = {**data.dict(), "version": complaint.version}
        super().__init__(complaint, move, OWNER, data, files)
        self._word_fields()

    def _word_fields(self) -> None:
        """Label the fields as the question does, in its order."""
        question = self.question
        for name, label in question.labels.items():
            field = self.fields[name]
            field.label, field.help_text = _(label), _(question.hints[name]) if name in question.hints else ""
            if field.required and (missing := question.needs.get(name, question.missing)):
                field.error_messages["required"] = _(missing)
        self._word_choices()
        self.order_fields(question.labels)
        if question.one_press:
            self.fields[OWNER_WORDS.name].required = False
        if FILES.name in self.fields:
            worded = self.fields[FILES.name]
            self.fields[FILES.name] = photos(label=worded.label, help_text=worded.help_text)
            self.fields[WORDS.name].required = not self.files
        if SIGNATURE.name in self.fields:
            self.fields[SIGNATURE.name].widget = SignaturePad()

    def _word_choices(self) -> None:
        """Word the codes of a choice as an owner says them."""
        for name, words in self.question.choices.items():
            field: Any = self.fields[name]
            field.choices = [(code, _(words[code]) if code in words else label) for code, label in field.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.question.one_press and not str(cleaned.get(OWNER_WORDS.name) or "").strip():
            cleaned[OWNER_WORDS.name] = _(self.question.button)
        if cleaned.get(FILES.name) and not str(cleaned.get(WORDS.name) or "").strip():
            cleaned[WORDS.name] = _("(photos or files, without words)")
        self._ask_for_words(cleaned)
        return cleaned

    def _ask_for_words(self, cleaned: dict[str, Any]) -> None:
        """Ask for the words that another answer makes necessary."""
        for fact in self.move.asks:
            typed = str(cleaned.get(fact.name) or "").strip()
            if fact.when is not None and not typed and fact.is_needed(self.case.situation, cleaned):
                self.add_error(fact.name, _("Tell us what is still wrong."))

    def clean_files(self) -> list[Any]:
        return refuse_unfit(self.cleaned_data[FILES.name])

    def attempt(self, later: OfflineMove | None = None) -> Attempt:
        """Make the move; a message that is already here is not recorded twice."""
        if self.question.once and self.is_valid() and self._is_here():
            return Attempt(200, self.complaint)
        attempt = super().attempt(later)
        if attempt.complaint is None and FILES.name in self.fields:
            ask_for_files_again(self, FILES.name)
        return attempt

    def _is_here(self) -> bool:
        words, files = self.cleaned_data[WORDS.name], self.cleaned_data[FILES.name]
        sums = frozenset(map(sha256_of, files))
        return owner_wrote_since(self.complaint, self.seen, self.move.name, words, sums)

"""Erasing what a record says, without breaking it: that it was erased, when, by whom and why stays, and is sealed.

The words and files of an entry go, with the salt, so that nothing can be guessed from the digest that stays. Who did
what when, the stages, clocks and verdicts stay: figures rest on them.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import reduce
from operator import or_

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.index import index_complaints
from heed.actions.engine.sealing import seal
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.tallies.lives import was_recorded_clearly
from heed.records.models import (
    Account,
    Apology,
    Approval,
    Assessment,
    Attachment,
    BodyCase,
    Call,
    CallBack,
    Compensation,
    Complaint,
    DayMatter,
    EarlyWarning,
    EntryContent,
    Erasure,
    HeldReport,
    IncidentComplaint,
    IncidentText,
    Notice,
    Order,
    OwnerCode,
    Promise,
    Proposal,
    QualitySheet,
    Reception,
    Summary,
    Summons,
    Visit,
)

#: What people wrote besides the timeline, emptied when everything of a complaint is erased.
FREE_TEXT: dict[type[Model], tuple[str, ...]] = {
    Complaint: (
        "name", "contact", "unit", "organisation", "title", "content", "happened", "where", "hurt", "course",
        "about", "wants", "crux", "state_of_mind", "cause", "outside_reference", "authority_reference",
    ),
    Apology: ("words", "reason", "remedy"),
    Approval: ("reason", "solution", "words"),
    Assessment: ("reason",),
    Compensation: ("proof", "owner_words"),
    BodyCase: ("reason", "appeal", "result"),
    Order: ("work", "part", "reason", "result"),
    Call: ("about", "number"),
    CallBack: ("words",),
    DayMatter: ("minute",),
    HeldReport: ("reason",),
    Promise: ("words",),
    Proposal: ("findings", "solution", "owner_words", "own_proposal"),
    Reception: ("about",),
    Summary: ("root_cause", "lesson", "prevention"),
    Summons: ("name", "home", "matter", *Summons.TYPED, "outcome"),
    Visit: ("owner_words",),
    EarlyWarning: ("words",),
    IncidentComplaint: ("reason", "out_reason"),
    IncidentText: ("cause", "told"),
    QualitySheet: ("words",),
}  # fmt: skip
#: Where these rows name the complaint, other than by `complaint`.
_NAMED_BY = {
    Complaint: ("pk",),
    CallBack: ("call__complaint",),
    EarlyWarning: ("complaint", "complaints"),
    IncidentText: ("incident__main",),
    QualitySheet: ("call__complaint", "reception__complaint"),
}
ERASED = "…"
"""What stands for words that were erased where there have to be some."""


@transaction.atomic
def erase(
    complaint: Complaint,
    *,
    by: Account | None,
    reason: str,
    seqs: Collection[int] | None = None,
    at: datetime | None = None,
) -> int:
    """Erase the words and files of the entries of these numbers, or (None) all that was written of the complaint.

    Gives how many entries were erased now. Raises Refused where no reason is given, or an entry is none of it.
    """
    if not reason.strip():
        raise Refused([Refusal(N_("Say why it is erased."), "reason")])
    locked = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    entries = locked.entries.filter(erasure__isnull=True)
    if seqs is not None:
        if locked.entries.filter(seq__in=seqs).count() != len(set(seqs)):
            raise Refused([Refusal(N_("There is no entry of this number."), "seqs")])
        entries = entries.filter(seq__in=seqs)
    ids, now = list(entries.values_list("pk", flat=True)), at or timezone.now()
    Erasure.objects.bulk_create(Erasure(entry_id=pk, at=now, account=by, reason=reason.strip()) for pk in ids)
    EntryContent.objects.filter(entry__in=ids).update(facts={}, salt="")
    _erase_files(ids)
    if seqs is None:
        was_clear = was_recorded_clearly(locked.pk)
        _empty_columns(locked)
        Complaint.objects.filter(pk=locked.pk).update(
            title=ERASED, person=None, was_clear=was_clear, erased_at=locked.erased_at or now
        )
        OwnerCode.objects.filter(complaint=locked).delete()
        Notice.objects.filter(complaint=locked).update(error="", tries=[])
        HeldReport.objects.filter(complaint=locked).update(facts={})
    index_complaints([locked.pk])
    seal(locked)
    return len(ids)


def _erase_files(entry_ids: list[int]) -> None:
    """Delete the files of these entries once the erasure is on record; their digests stay."""
    files = Attachment.objects.filter(entry__in=entry_ids)
    for file in files:
        transaction.on_commit(_deletion(file.file.storage, str(file.file.name)))
    files.update(name="")


def _deletion(storage: Storage, name: str) -> Callable[[], None]:
    """The deletion of a stored file, unless another row rests on the same one."""

    def delete() -> None:
        if not Attachment.objects.filter(file=name, entry__erasure__isnull=True).exists():
            storage.delete(name)

    return delete


def _empty_columns(complaint: Complaint) -> None:
    for model, columns in FREE_TEXT.items():
        named = (Q((path, complaint.pk)) for path in _NAMED_BY.get(model, ("complaint",)))
        rows = model._default_manager.filter(reduce(or_, named))
        if model is EarlyWarning:  # one that has ended says why
            rows.exclude(words="").update(words=ERASED)
        else:
            rows.update(**dict.fromkeys(columns, ""))

"""The company's policy: each change is a new version, and a complaint keeps the version under which it began."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.sealing import seal_policy
from heed.actions.record.audit import record_event
from heed.actions.setup.own_hours import refuse_in_own_hours
from heed.actions.setup.projects import NewerVersion
from heed.process.case import Refusal
from heed.process.policy import Policy, differences, problems
from heed.process.words import N_, AuditKind
from heed.queries.policies import policy_of
from heed.records.models import Account, PolicyVersion


@transaction.atomic
def publish(
    document: object, *, by: Account, seen: int, note: str = "", at: datetime | None = None, same: bool = False
) -> PolicyVersion:
    """Publish a policy as the next version and return it. `seen` is the number of the version that was edited.

    Raises Refused with everything that is wrong (each at its path in the document), or where nothing differs (`same`
    allows it: a policy reviewed and confirmed); NewerVersion where another version was published meanwhile.
    """
    newest = PolicyVersion.objects.select_for_update().order_by("-number")[0]
    if newest.number != seen:
        raise NewerVersion(newest.number)
    if found := problems(document):
        raise Refused([Refusal(problem.msgid, problem.path, problem.params) for problem in found])
    policy = Policy.model_validate(document)
    refuse_in_own_hours(policy, policy_of(newest.pk))
    if not same and not differences(policy_of(newest.pk), policy):
        raise Refused([Refusal(N_("Nothing was changed."))])
    try:
        with transaction.atomic():
            version = PolicyVersion.objects.create(
                number=newest.number + 1,
                document=policy.model_dump(mode="json"),
                note=note,
                made_by=by,
                made_at=at or timezone.now(),
            )
    except IntegrityError as faster:
        raise NewerVersion(newest.number + 1) from faster
    seal_policy(version)
    record_event(AuditKind.POLICY, by=by, at=at, facts={"number": version.number})
    return version

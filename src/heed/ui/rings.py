"""How often a call rang, and the question where nobody knows yet, for `ui/parts/rings.html` (R40)."""

from django.utils import timezone

from heed.queries.policies import current_policy
from heed.queries.reception import ring_choices, rings_of
from heed.records.models import Call


def rings_context(call: Call) -> dict[str, object]:
    """Give `rings` where they are known, else `ring_choices`."""
    policy = current_policy()
    return {"rings": rings_of(call, policy, timezone.now()), "ring_choices": ring_choices(call, policy)}

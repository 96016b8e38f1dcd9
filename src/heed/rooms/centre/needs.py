"""What owners need, by discipline of service: how often, more or fewer than before, and in their words (R106, R107)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.process.policy import Policy
from heed.queries.policies import current_policy
from heed.queries.tallies.monthly import months_before
from heed.queries.tallies.needs import QUARTER, CategoryCount, Wish, counts_by_category, latest_wishes
from heed.records.models import Account
from heed.reports.scope import Scope
from heed.rooms.centre.scope import month_frame, scope_asked
from heed.ui import humanize
from heed.ui.names import category_name, in_words
from heed.ui.requests import account_of

HEARD = 8
"""The most frequent categories, of which the owners' own words are shown."""


@dataclass(frozen=True, slots=True)
class Need:
    """A category: its name, how many, how many in the quarter before, and what owners last asked for."""

    name: str
    count: int
    before: int
    wishes: Sequence[Wish] = ()

    @property
    def tone(self) -> str:
        """More than half as many again, and not by two or three only, deserves attention."""
        return "hot" if self.count >= 1.5 * self.before and self.count - self.before >= 5 else ""


@dataclass(frozen=True, slots=True)
class Discipline:
    """A branch of the categories with its needs, the most frequent first."""

    name: str
    needs: Sequence[Need]

    @property
    def count(self) -> int:
        """All complaints of the quarter."""
        return sum(need.count for need in self.needs)

    @property
    def before(self) -> int:
        """All complaints of the quarter before."""
        return sum(need.before for need in self.needs)


@login_required
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """The needs of the quarter that ends with the month of the page, by discipline."""
    account = account_of(request)
    scope = scope_asked(request, account)
    first = humanize.month(months_before(scope.on, QUARTER - 1), year=False)
    context = month_frame(scope) | {
        "disciplines": _disciplines(account, scope, current_policy()),
        "quarter": _("%(first)s to %(last)s") % {"first": first, "last": humanize.month(scope.on)},
    }
    return render(request, "centre/needs.html", context)


def _disciplines(account: Account, scope: Scope, policy: Policy) -> list[Discipline]:
    counts = counts_by_category(scope.ids, scope.on)
    heard = {one.code: latest_wishes(account, scope.projects, scope.on, one.code) for one in counts[:HEARD]}
    groups: dict[str, list[Need]] = defaultdict(list)
    for one in counts:
        groups[_discipline(policy, one.code)].append(_need(policy, one, heard.get(one.code, ())))
    return sorted((Discipline(name, needs) for name, needs in groups.items()), key=lambda one: -one.count)


def _discipline(policy: Policy, category: str) -> str:
    known = category in policy.leaf_by_code
    return in_words(policy.branch_of(category).names) if known else _("Earlier categories")


def _need(policy: Policy, one: CategoryCount, wishes: Sequence[Wish]) -> Need:
    return Need(category_name(policy, one.code), one.count, one.before, wishes)

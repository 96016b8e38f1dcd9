"""What the palette finds: complaints, old ones, people, homes and estates, each only where the account may see them."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.queries.complaints.old import search_old_complaints
from heed.queries.complaints.search import search_complaints
from heed.queries.finding import estates_found, homes_found, people_found
from heed.records.models import Account
from heed.ui import humanize
from heed.ui.requests import account_of

#: Characters of an old complaint that are shown.
OLD_WORDS = 60
Hit = dict[str, str]


@login_required
@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Whatever answers the words, each with its address; a fixed number of queries."""
    account, words = account_of(request), request.GET.get("q", "")
    kinds = (_estates, _homes, _people, _complaints, _old)
    return JsonResponse([hit for kind in kinds for hit in kind(account, words)], safe=False)


def _estates(account: Account, words: str) -> Iterator[Hit]:
    for one in estates_found(account, words):
        yield _hit(one.name, f"{_('Project')} · {one.code}", _list(project=str(one.pk)))


def _homes(account: Account, words: str) -> Iterator[Hit]:
    for home in homes_found(account, words):
        to = _list(project=str(home.project_id), q=home.number)
        yield _hit(home.path, f"{_('Home')} · {home.project.name}", to)


def _people(account: Account, words: str) -> Iterator[Hit]:
    """Their complaints; the telephone stays masked."""
    for person in people_found(account, words):
        homes = _(", ").join(home.path for home in person.homes)
        counts = _("open: %(open)s, past: %(past)s") % {"open": person.open_count, "past": person.past_count}
        said = " · ".join(filter(None, (_("Resident"), homes, person.phone, counts)))
        yield _hit(person.name, said, _list(q=person.name))


def _complaints(account: Account, words: str) -> Iterator[Hit]:
    for row in search_complaints(account, words, size=8):
        yield _hit(row.title, f"{row.number} · {row.place}", reverse("complaint:page", args=[row.number]))


def _old(account: Account, words: str) -> Iterator[Hit]:
    for row in search_old_complaints(account, words):
        day = humanize.calendar_day(row["received_on"])
        said = " · ".join(filter(None, (_("From the old list"), day, row["home"])))
        yield _hit(Truncator(row["content"]).chars(OLD_WORDS), said, reverse("oversight:old_one", args=[row["pk"]]))


def _hit(text: str, sub: str, url: str) -> Hit:
    return {"text": text, "sub": sub, "url": url}


def _list(**asked: str) -> str:
    return f"{reverse('oversight:list')}?{urlencode(asked)}"

"""What all papers of a complaint have: head, foot, and who it is about."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from heed.process.words import Channel
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.head import ComplaintHeader
from heed.rooms.complaint.sidebar import Sidebar
from heed.ui import humanize
from heed.ui.names import category_name
from heed.ui.paper.blocks import Block, pairs
from heed.ui.paper.paper import Paper, taken_by


def sheet(dossier: Dossier, title: str, kind: str = "", *, to_owner: bool = False) -> Paper:
    """An empty paper about this complaint; its kind is said above the title.

    Its code leads staff to the complaint, the owner to the estate's own page, where the number is asked for: no secret
    stands on paper.
    """
    complaint = dossier.complaint
    way = ("portal:find", complaint.project.slug) if to_owner else ("complaint:page", complaint.number)
    over = " · ".join(filter(None, (settings.HEED_COMPANY, complaint.project.name, kind)))
    address = settings.HEED_URL + reverse(way[0], args=[way[1]])
    return Paper(title, over, complaint.number, taken_by(dossier.account.name), address)


def who(dossier: Dossier) -> Block:
    """Whose complaint it is, from where, how it came and what it is; an anonymous owner stays so."""
    complaint = dossier.complaint
    channel = _(Channel(complaint.channel).label)
    kind = category_name(dossier.policy, complaint.category) or "–"
    return pairs([
        (_("Owner's name"), _("Anonymous") if complaint.anonymous else Sidebar(dossier).name or "–"),
        (_("Home or unit"), complaint.unit or (complaint.place.path if complaint.place else "") or "–"),
        (_("Received"), f"{humanize.moment(complaint.received_at)} · {channel}"),
        (_("Category"), f"{kind} · {ComplaintHeader(dossier).level}"),
    ])  # fmt: skip

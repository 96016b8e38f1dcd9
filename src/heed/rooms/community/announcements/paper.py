"""An announcement on A4: the eleven contents, who issued it, and the code that leads to it (R119)."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.i18n.dates import full_date
from heed.records.models import AnnouncementVersion
from heed.rooms.community.announcements.shown import lines_of
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.paper import Paper


def announcement_paper(version: AnnouncementVersion, taken: str) -> Paper:
    """The paper in the estate's language."""
    announcement = version.announcement
    project = announcement.project
    first, last = version.shown_from_on, version.shown_until_on
    assert first is not None, "what is approved has its days"
    assert last is not None
    with translation.override(project.language), timezone.override(project.timezone), humanize.on_paper():
        address = settings.HEED_URL + reverse("estate:announcement", args=[project.slug, announcement.pk])
        number = _("Shown from %(first)s until %(last)s") % {
            "first": full_date(first), "last": full_date(last),
        }  # fmt: skip
        if version.version > 1:
            number += " · " + _("version %(n)s") % {"n": version.version}
        paper = Paper(
            version.title, f"{project.name} · {_('Complaint announcement')}", number, taken, address, letter=True
        )
        contents = ((f"{line.number}. {line.label}", line.text) for line in lines_of(version))
        paper.add(blocks.facts(contents, label_width=42, airy=True))
        if version.version > 1:
            paper.add(blocks.said(version.changed, "warn", _("Why it was corrected")))
        issued = [_("Issued by the management office of %(project)s") % {"project": project.name}]
        issued += [_("Hotline, day and night: %(number)s") % {"number": project.hotline}] if project.hotline else []
        issued += [full_date(version.answered_at)] if version.answered_at else []
        paper.add(blocks.text("\n".join(issued)))
    return paper

"""The letters of a survey: one a home, with the code of its link, for the letter boxes (R109)."""

from io import BytesIO

from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.i18n.dates import full_date
from heed.insight.numbers import whole_number
from heed.notices.survey_message import survey_link
from heed.process.words import N_
from heed.queries.surveys.seen import title_of
from heed.records.models import Survey, SurveyInvitation
from heed.rooms.community.requests import CommunityRequest, community_page
from heed.rooms.community.surveys.planning import survey_planned
from heed.ui.paper import blocks
from heed.ui.paper.paper import Paper, draw, taken_by
from heed.ui.qr import code_of

#: So many letters are drawn at once; the next ones have an address of their own.
MOST = 200
_HOW = N_(
    "Please scan the code with your telephone, or type the address, until %(day)s. It takes three minutes. "
    "Your answers are shown without your name and home."
)


@community_page
@require_safe
def letters(request: CommunityRequest, key: int) -> HttpResponse:
    """The letters as PDF: to homes without a message, or with `?all=1` to all; those behind the one of `?after=`."""
    survey = survey_planned(request, key)
    after = whole_number(request.GET.get("after") or "0")
    if after is None:
        raise Http404
    homes = letters_of(survey, to_all=request.GET.get("all") == "1", after=after)
    with translation.override(survey.project.language), timezone.override(survey.project.timezone):
        content = draw(paper_of(survey, homes, request.account.name))
    headers = {"Content-Disposition": "inline; filename=letters.pdf", "X-Content-Type-Options": "nosniff",
               "Cache-Control": "no-store"}  # fmt: skip
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def letters_of(survey: Survey, *, to_all: bool, after: int) -> list[SurveyInvitation]:
    """Return the homes that get a letter and have not answered, by id behind `after`, `MOST` at most."""
    found = survey.invitations.filter(pk__gt=after, answered_at__isnull=True).select_related("home")
    return list((found if to_all else found.filter(by_message=False)).order_by("pk")[:MOST])


def paper_of(survey: Survey, homes: list[SurveyInvitation], name: str) -> Paper:
    """Return the letters on one paper, a page each, in the active language."""
    language = translation.get_language() or "en"
    project, title = survey.project, title_of(survey, language)
    paper = Paper(title, project.name, str(survey.year), taken_by(name), letter=True)
    if not homes:
        paper.add(blocks.text(_("Every home that gets a letter has answered.")))
    for place, one in enumerate(homes):
        one.survey = survey
        code = f"code-{place}.svg"
        drawn, link = BytesIO(), survey_link(one)
        code_of(link).save(drawn, kind="svg", border=2, scale=6)
        paper.pictures[code] = drawn.getvalue()
        paper.add(
            *([blocks.new_page()] if place else []),
            blocks.heading(one.home.path),
            blocks.text(_("Dear residents,")),
            blocks.text(title_of(survey, language, "intro") or _("We would like to know how satisfied you are.")),
            blocks.text(_(_HOW) % {"day": full_date(survey.ends_on)}),
            blocks.picture(code, ""),
            blocks.code(link),
            blocks.text(_("You would rather answer on paper or by telephone? %(phone)s") % {"phone": project.hotline}
                        if project.hotline else "", quiet=True),
        )  # fmt: skip
    return paper

"""The messages that ask a home to answer a survey. Their wording is fixed, so that no company leaves out the end."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from heed.actions.surveys.opening import REMINDED
from heed.i18n.dates import full_date
from heed.notices.message_id import message_id
from heed.notices.transport import Message
from heed.queries.surveys.seen import title_of
from heed.records.models import Notice, SurveyInvitation
from heed.records.owner_keys import link_secret_of


def survey_message(notice: Notice, invitation: SurveyInvitation) -> Message:
    """Return the message with the link of this home, in the language of its person."""
    survey, person = invitation.survey, invitation.person
    language = (person.language if person else "") or survey.project.language
    with translation.override(language):
        facts = {
            "project": survey.project.name,
            "title": title_of(survey, language),
            "day": full_date(survey.ends_on),
        }
        asked = _("%(project)s asks you: %(title)s. It takes three minutes, and your name is not shown. Until %(day)s:")
        again = _("%(project)s: your answer to “%(title)s” is still missing. It takes three minutes. Until %(day)s:")
        words = (again if notice.about == REMINDED else asked) % facts
        text = f"{words}\n{survey_link(invitation)}"
        questions = _("Questions? %(phone)s") % {"phone": survey.project.hotline}
        letter = f"{text}\n\n{questions}" if survey.project.hotline else text
    return Message(message_id(notice), survey_contact(invitation), language, str(facts["title"]), letter, text)


def survey_link(invitation: SurveyInvitation) -> str:
    """Return the address at which this home answers, with its secret."""
    return f"{settings.HEED_URL}/q/{link_secret_of(invitation.link_nonce)}/"


def survey_contact(invitation: SurveyInvitation) -> str:
    """Return the telephone, else the e-mail, of the person who is asked; "" where there is none any more."""
    person = invitation.person
    return (person.phone or person.email).strip() if person else ""

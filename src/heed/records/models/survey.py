"""Surveys of owners: the questions, who was invited, and what was answered (R109)."""

from django.db import models
from django.db.models import Q

from heed.process.words.surveys import FollowUp, QuestionKind, SurveyTopic
from heed.records.models._fields import HexField, in_order, known, where_given
from heed.records.models.complaint import Complaint
from heed.records.models.person import Person
from heed.records.models.place import Place, Project
from heed.records.models.staff import Account


class Survey(models.Model):
    """A survey of one estate. `texts` by the language's field: {"en": {"title": …, "intro": …}}.

    It is a draft until `opened_at`; it takes answers from `starts_on` to the end of `ends_on`, the estate's local days.
    `per_building`: so many homes of each building are drawn; None: every home is invited.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="surveys", db_index=False)
    year = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)
    starts_on = models.DateField()
    ends_on = models.DateField()
    per_building = models.PositiveSmallIntegerField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            in_order("starts_on", "ends_on"),
            in_order("starts_on", "remind_on"),
            models.CheckConstraint(
                condition=Q(per_building__isnull=True) | Q(per_building__gte=1), name="survey_per_building_from_one"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "id"], name="survey_of_project"),
            models.Index(fields=["year", "project"], name="survey_of_year"),
            models.Index(
                fields=["remind_on"],
                condition=Q(opened_at__isnull=False, reminded_at__isnull=True, remind_on__isnull=False),
                name="survey_to_remind",
            ),
        ]


class SurveyQuestion(models.Model):
    """One question, in the languages in which it is written: {"en": "…", "zh_hans": "…"}."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions", db_index=False)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    topic = models.CharField(max_length=12)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]
        constraints = [
            known("kind", QuestionKind),
            known("topic", SurveyTopic),
            models.UniqueConstraint(fields=["survey", "place"], name="survey_question_place_once"),
        ]


class SurveyInvitation(models.Model):
    """One home that is invited, with the secret link by which it answers: one answer a home, changed until the end.

    `person`: who lives there and can be written to; None: the letter goes to the home. `followed_at`: what the owner
    asked to be contacted about was taken up, once.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations", db_index=False)
    home = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    building = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", db_index=False)
    link_nonce = HexField(max_length=16, unique=True)
    link_hash = HexField(max_length=32, unique=True)
    by_message = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    wants_contact = models.BooleanField(default=False)
    contact_wished_at = models.DateTimeField(null=True, blank=True)  # first: the director was told then
    follow_up = models.CharField(max_length=10, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)
    followed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    follow_words = models.CharField(max_length=400, blank=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("follow_up", FollowUp, blank=True),
            models.UniqueConstraint(fields=["survey", "home"], name="survey_home_once"),
            models.CheckConstraint(
                condition=Q(follow_up="", followed_at__isnull=True) | ~Q(follow_up="") & Q(followed_at__isnull=False),
                name="survey_followed_with_what",
            ),
        ]
        indexes = [
            models.Index(fields=["survey", "building"], name="survey_by_building"),
            models.Index(
                fields=["survey", "id"],
                condition=Q(wants_contact=True, followed_at__isnull=True),
                name="survey_to_follow",
            ),
            *where_given("survey_invited", "complaint", "person"),
        ]


class SurveyAnswer(models.Model):
    """The answer of one home to one question: a mark, or words. What was left empty has no row."""

    invitation = models.ForeignKey(SurveyInvitation, models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="answers", db_index=False)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "question"], name="survey_answer_once"),
            models.CheckConstraint(
                condition=Q(mark__range=(1, 5), words="") | Q(mark__isnull=True) & ~Q(words=""),
                name="survey_answer_mark_or_words",
            ),
        ]
        indexes = [models.Index(fields=["question", "mark"], name="survey_answer_by_question")]

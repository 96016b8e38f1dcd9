"""The privacy notice of an estate: its newest published version."""

from heed.records.models import PrivacyNotice, Project


def newest_notice(project: Project) -> PrivacyNotice | None:
    """Return the version in force; None where none was published yet."""
    return PrivacyNotice.objects.filter(project=project).order_by("-number").first()


def notice_numbered(project: Project, number: int) -> PrivacyNotice | None:
    """Return this version of the notice; None where there is none."""
    return PrivacyNotice.objects.filter(project=project, number=number).first()

"""The sections of the community room: the tabs of its pages, and the cards of its first page."""

from typing import NamedTuple

from heed.process.words.base import N_


class Section(NamedTuple):
    """One section. `title` and `text` are message ids, `url` is a URL name."""

    name: str
    title: str
    text: str
    url: str


SECTIONS: tuple[Section, ...] = (
    Section(
        "days", N_("Owner reception days"),
        N_("Invite the owners, sign them up, take down what they raise, and publish the minutes."),
        "community:days",
    ),
    Section(
        "announcements", N_("Announcements"),
        N_("What was complained of and what was done, for all owners: eleven contents, approved by another person."),
        "community:announcements",
    ),
    Section(
        "bulletins", N_("Bulletins"),
        N_("What owners, tenants or staff have to know, for an estate or a building, and how far it reached."),
        "community:bulletins",
    ),
    Section(
        "board", N_("Open repairs"),
        N_("What everybody may read of repairs at common places, and which photos of them are public."),
        "community:board",
    ),
    Section(
        "surveys", N_("Surveys"),
        N_("How satisfied owners are: asked once a year, by message and letter, and what is done about it."),
        "community:surveys",
    ),
    Section(
        "procedures", N_("Procedures"),
        N_(
            "How we work, in writing: each new version is read by those whom it concerns, and who has read it is known."
        ),
        "community:procedures",
    ),
)  # fmt: skip

"""How a person of staff likes to read Heed and to be told: language and theme, ways, quiet hours, collected letters."""

from heed.process.preferences import Wishes
from heed.records.models import Account


def set_appearance(account: Account, *, language: str = "", theme: str = "") -> None:
    """Remember the account's language (zh-hans, zh-hant, en) and theme (auto, light, dark); an empty one stays."""
    wishes = {"language": language, "theme": theme}
    if changed := {
        name: set_notice_preferences for name, set_notice_preferences in wishes.items() if set_notice_preferences
    }:
        Account.objects.filter(pk=account.pk).update(**changed)


def set_notice_preferences(account: Account, wishes: Wishes, *, email: str | None = None, language: str = "") -> None:
    """Remember how the account wishes to be told from now on; what waits already goes as it was going to.

    Whoever wishes nothing besides the inbox keeps their hours for when they do.
    """
    changed: dict[str, object] = {"wishes": wishes.as_document()}
    if email is not None:
        changed["email"] = email
    if language:
        changed["language"] = language
    Account.objects.filter(pk=account.pk).update(**changed)

"""How a staff member reads Heed and gets notices: language, theme, channels, quiet hours, collected e-mails."""

from heed.process.preferences import Wishes
from heed.records.models import Account


def set_appearance(account: Account, *, language: str = "", theme: str = "") -> None:
    """Save the account's language (a code) and theme (auto, light, dark); an empty value changes nothing."""
    given = {"language": language, "theme": theme}
    if changed := {name: value for name, value in given.items() if value}:
        Account.objects.filter(pk=account.pk).update(**changed)


def set_notice_preferences(account: Account, wishes: Wishes, *, email: str | None = None, language: str = "") -> None:
    """Save how the account gets notices from now on; notices that wait already go out as before.

    Quiet hours are kept also while there is no channel besides the inbox.
    """
    changed: dict[str, object] = {"wishes": wishes.as_document()}
    if email is not None:
        changed["email"] = email
    if language:
        changed["language"] = language
    Account.objects.filter(pk=account.pk).update(**changed)

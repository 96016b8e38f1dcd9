"""How a person of staff likes to read Heed: the account's language and theme."""

from heed.records.models import Account


def prefer(account: Account, *, language: str = "", theme: str = "") -> None:
    """Remember the account's language (zh-hans, zh-hant, en) and theme (auto, light, dark); an empty one stays."""
    wishes = {"language": language, "theme": theme}
    if changed := {name: wish for name, wish in wishes.items() if wish}:
        Account.objects.filter(pk=account.pk).update(**changed)

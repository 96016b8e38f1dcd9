"""The page of a complaint, as somebody of staff who reads English sees it."""

from django.test import Client

from heed.records.models import Complaint


def signed_in(client: Client, account: object) -> Client:
    account.language = "en"  # type: ignore[attr-defined]
    account.save()  # type: ignore[attr-defined]
    client.force_login(account)  # type: ignore[arg-type]
    return client


def shown(client: Client, complaint: Complaint, query: str = "") -> str:
    answer = client.get(f"/complaints/{complaint.number}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()

"""Offices, shops and organisations that complain."""

import pytest
from django.test import Client
from django.utils import translation

from heed.rooms.desk.forms import IntakeForm
from tests.rooms.at_the_desk import take
from tests.world import World


@pytest.mark.rule("R3")
def test_an_office_or_a_shop_complains_under_its_own_name(world: World, client: Client) -> None:
    client.force_login(world.zhou)
    complaint = take(client, world, person="", place="", name="王芳", unit="商铺 12", organisation="翠湖便利店")
    assert complaint.organisation == "翠湖便利店"
    assert "翠湖便利店" in client.get(f"/desk/{complaint.number}/").content.decode()
    client.force_login(world.lin)
    assert "翠湖便利店" in client.get(f"/complaints/{complaint.number}/").content.decode()
    assert "翠湖便利店" in client.get(f"/complaints/{complaint.number}/print/").content.decode()
    assert complaint.number in client.get("/oversight/", {"q": "便利店"}).content.decode()
    client.force_login(world.he)
    masked = client.get(f"/complaints/{complaint.number}/").content.decode()
    assert "翠湖便利店" not in masked, "who need not know the name reads no shop either"
    assert world.make("amend", complaint, organisation="翠湖超市").organisation == "翠湖超市"


def test_no_field_of_the_intake_is_in_another_language_than_the_page(world: World) -> None:
    def labels(language: str) -> dict[str, str]:
        with translation.override(language):
            form = IntakeForm(world.zhou, [world.project])
            return {name: str(field.label) for name, field in form.fields.items() if not field.widget.is_hidden}

    english = labels("en")
    same = [name for name, label in labels("zh-hans").items() if label == english[name] and label.isascii()]
    assert not [name for name in same if english[name] not in ("None", "")]

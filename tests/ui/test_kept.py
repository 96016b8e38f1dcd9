"""Parts of the frame that are drawn once and kept."""

from django.template import engines
from django.utils.translation import override

from heed.ui.context import TopBar


def drawn(text: str, **given: object) -> str:
    return engines["jinja"].from_string(text).render(given)


def test_a_kept_part_is_in_the_language_of_each_page() -> None:
    bar, text = TopBar("Lin", ""), '{{ "ui/parts/topbar.html"|kept(bar) }}'
    said = []
    for language in ("en", "zh-hans", "en"):
        with override(language):
            said.append(drawn(text, bar=bar))
    assert ">Inbox<" in said[0]
    assert ">Inbox<" not in said[1]
    assert said[2] == said[0]


def test_another_value_is_another_drawing() -> None:
    text = '{{ "ui/parts/topbar.html"|kept(bar) }}'
    assert ">7</span>" in drawn(text, bar=TopBar("Lin", "7"))
    assert ">8</span>" in drawn(text, bar=TopBar("Lin", "8"))
    assert "<b>" not in drawn(text, bar=TopBar("Lin", "<b>"))


def test_what_differs_from_page_to_page_is_put_in_escaped() -> None:
    text = '{{ "ui/parts/account_items.html"|kept(csrf_input=token, path=path) }}'
    for path in ("/one/?a=1&b=2", "/two/"):
        html = drawn(text, token="<i>", path=path)
        assert f'value="{path.replace("&", "&amp;")}"' in html
        assert "&lt;i&gt;" in html

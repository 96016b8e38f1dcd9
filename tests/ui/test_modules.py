"""The scripts of a page are named in its head, with all that they import."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from heed.config import scripts
from heed.config.static import StaticStorage
from heed.ui.filters import modules
from heed.ui.filters.modules import module

STATIC = Path(__file__).parents[2] / "src/heed"
PAGES = sorted(
    {found for page in STATIC.rglob("*.html") for found in re.findall(r"'([^']+)'\|module", page.read_text())}
)


@pytest.mark.parametrize("path", PAGES)
def test_every_module_that_a_page_needs_is_preloaded_once(path: str) -> None:
    *preloads, script = re.findall(r'(?:href|src)="/static/([^"]+)"', module(path))
    assert script == path
    assert len(preloads) == len(set(preloads))
    needed = {path, *preloads}
    for name in needed:
        source = Path(str(finders.find(name))).read_text(encoding="utf-8")
        for imported in re.findall(r'from "([^"]+)"|import "([^"]+)"', source):
            file = (Path("/static", name).parent / "".join(imported)).as_posix()
            assert Path(file).resolve().relative_to("/static").as_posix() in needed, f"{name} imports {imported}"


def test_the_pages_have_modules() -> None:
    assert {"ui/js/heed.js", "desk/js/desk.js", "portal/js/portal.js"} <= set(PAGES)


def test_a_module_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.js"):
        module("ui/js/nowhere.js")


def test_what_is_collected_is_joined_and_only_shared_modules_are_fetched_besides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    names = [*scripts.MAINS, *scripts.SHARED]
    for name in names:
        storage.save(name, ContentFile(Path(str(finders.find(name))).read_bytes()))
    list(storage.post_process({name: (storage, name) for name in names}))
    monkeypatch.setattr(modules, "staticfiles_storage", storage)
    module.cache_clear()
    for main in scripts.MAINS:
        served = storage.open(storage.stored_name(main)).read().decode()
        shared = {name for name in scripts.SHARED if f"/{Path(storage.stored_name(name)).name}" in served}
        assert served.count("import ") == len(shared) == module(main).count("modulepreload") > 0
        assert "export " not in served
    module.cache_clear()


def test_a_module_that_is_shared_by_two_scripts_of_a_page_stays_by_itself() -> None:
    """It would be there twice otherwise, with two states."""
    mains = {name for main in scripts.MAINS for name in modules._imported(main)} - scripts.SHARED
    for page in set(PAGES) - set(scripts.MAINS):
        assert mains.isdisjoint(modules._imported(page)), page


def test_what_cannot_be_joined_is_an_error() -> None:
    sources = {"a.js": 'import { b } from "./b.js";\n', "b.js": "export default 1;\n"}
    with pytest.raises(ValueError, match=r"b\.js: 'export default 1;' cannot be joined"):
        scripts.joined("a.js", sources.__getitem__)

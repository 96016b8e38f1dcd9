"""The templates of Heed: Jinja2 behind Django's template API, with Django's rules for looking up names.

A lookup tries a key before an attribute and calls what can be called without arguments, so that a template says
`form.what` and `user.get_username` as a Django template does; what is missing is empty. Filters do what tags do
there (`{{ "phone"|icon }}`, `{{ "complaint:page"|url(number) }}`), so that no name of a view hides them.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import django.forms
import jinja2
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends import jinja2 as backend
from django.template.utils import get_app_template_dirs
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django_htmx.jinja import htmx_script
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.utils import missing

from heed.ui.compiled import Compiler, written
from heed.ui.filters import FILTERS, borrowed, charts, clocks, kept, markup, matters, modules, parts  # noqa: F401  (each adds its own)

_HEED = Path(__file__).resolve().parents[1]
_DJANGO_FORMS = Path(django.forms.__file__).parent / "jinja2"
#: Values of Jinja's own that could be called, and are not by their name alone.
_JINJA = (Undefined, Macro, LoopContext, BlockReference)
_CSRF_INPUT = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'


class _Names(Context):
    """The names that a view and the context processors give; those that are functions are called."""

    def resolve_or_missing(self, key: str) -> Any:
        value = self.vars.get(key, missing)
        if value is missing:
            value = self.parent.get(key, missing)
        return _called(value) if callable(value) and key not in self.environment.globals else value

    def call(self, obj: Any, *args: Any, **named: Any) -> Any:
        """What Jinja does, without its questions where a page translates: it does so some hundred times."""
        return _translated(*args) if obj is _translated else super().call(obj, *args, **named)


class Environment(jinja2.Environment):
    """Jinja2 with the filters and functions of Heed, and lookups as in Django's templates."""

    context_class = _Names
    code_generator_class = Compiler
    written = staticmethod(written)

    def __init__(self, **options: Any) -> None:
        # words differ by language, so that nothing may be worked out while a template is compiled (`optimized`)
        super().__init__(
            **options | {"undefined": jinja2.ChainableUndefined},
            extensions=["jinja2.ext.i18n"],
            keep_trailing_newline=True,
            optimized=False,
            cache_size=-1,
        )
        self.policies["ext.i18n.trimmed"] = True
        self.globals = {
            "_": _translated,
            "gettext": translation.gettext,
            "pgettext": translation.pgettext,
            "ngettext": translation.ngettext,
            "npgettext": translation.npgettext,
            "htmx_script": htmx_script,
            "in_language": _in_language,
            "now_iso": parts.now_iso,
            "now_on_paper": parts.now_on_paper,
        }
        self.filters |= FILTERS
        self.tests["none"] = _is_none

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands under a key or, failing that, an attribute of this name; undefined where there is neither."""
        try:
            if _has_keys(type(obj)):  # type: ignore[arg-type]
                try:
                    value = obj[attribute]
                except (KeyError, TypeError, ValueError, IndexError):
                    value = getattr(obj, attribute)
                    if isinstance(obj, Mapping):  # its methods are called in the template: `found.items()`
                        return value
            else:
                value = getattr(obj, attribute)
            return _called(value) if callable(value) else value
        except (AttributeError, ObjectDoesNotExist):
            return self.undefined(obj=obj, name=attribute)


@cache
def _has_keys(kind: type) -> bool:
    """Whether `value["name"]` may give something: true of dicts and forms, and never of rows that are tuples."""
    return hasattr(kind, "__getitem__") and not issubclass(kind, (str, tuple))


def _called(value: Any) -> Any:
    """What a function or method gives, where Django's templates would call it; else the value itself."""
    if isinstance(value, _JINJA) or getattr(value, "do_not_call_in_templates", False):
        return value
    return "" if getattr(value, "alters_data", False) else value()


def _translated(message: object) -> str:
    """The message in the person's language, still to be escaped: it may come from outside."""
    return _in_words(translation.get_language(), str(message)) if message else ""


@lru_cache(maxsize=4_096)
def _in_words(_language: str | None, message: str) -> str:
    """The message in the language that is active; a page asks for the same ones again and again."""
    return translation.gettext(message)


def _in_language(language: str, caller: Callable[[], str]) -> str:
    """What stands between {% call in_language(code) %} and {% endcall %}, in that language."""
    with translation.override(language):
        return caller()


def _is_none(value: object) -> bool:
    return value is None or isinstance(value, Undefined)


def _csrf(request: HttpRequest) -> dict[str, object]:
    """The token against forged requests and the input that carries it, made once a page and only where they stand."""
    token = SimpleLazyObject(lambda: get_token(request))
    return {"csrf_token": token, "csrf_input": SimpleLazyObject(lambda: markup(_CSRF_INPUT, token))}


class _Controls(jinja2.FileSystemLoader):
    """Django's own templates of form controls: without the line break at their end, which would stand in a tag."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        source, file, fresh = super().get_source(environment, template)
        return source.removesuffix("\n"), file, fresh


class Templates(backend.Jinja2):
    """The engine of settings.TEMPLATES: the folders `templates` of Heed's apps, and the widgets of Django's forms."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        folders = [folder for folder in get_app_template_dirs("templates") if Path(folder).is_relative_to(_HEED)]
        loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(folders), _Controls(_DJANGO_FORMS)])
        super().__init__(params | {"OPTIONS": params["OPTIONS"] | {"loader": loader}})

    def from_string(self, template_code: str) -> "Template":
        return Template(self.env.from_string(template_code), self)

    def get_template(self, template_name: str) -> "Template":
        found = super().get_template(template_name)
        return Template(found.template, self)


class Template(backend.Template):
    """A template whose view may give its own value for what a context processor gives."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        given: dict[str, Any] = {}
        if request is not None:
            given |= {"request": request, **_csrf(request)}
            for processor in self.backend.template_context_processors:
                given |= processor(request)
        given |= context or {}
        if given.get("csrf_token") and "csrf_input" not in given:  # a page that is drawn without its request
            given["csrf_input"] = markup(_CSRF_INPUT, given["csrf_token"])
        return super().render(given)

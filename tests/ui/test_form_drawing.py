"""Forms: labels, hints, errors in a sentence beside the field and a summary on top."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from heed.ui import widgets


class Report(forms.Form):
    """A small form with one of each."""

    said = forms.CharField(
        label="What happened", help_text="A few words will do", error_messages={"required": "Say it."}
    )
    place = forms.CharField(label="Where", required=False)
    emotion = forms.ChoiceField(
        label="Emotion",
        choices=[("calm", "Calm"), ("agitated", "Agitated")],
        widget=widgets.Chips(tones={"agitated": "warn"}),
    )
    anonymous = forms.BooleanField(label="Anonymous", required=False)
    files = widgets.FilesField(label="Files", required=False)  # type: ignore[assignment]  # a field, not the attribute
    signature = forms.CharField(label="Signature", required=False, widget=widgets.Signature)


def drawn(data: dict[str, str] | None = None) -> str:
    with override("en"):
        return re.sub(r"\s+", " ", str(Report(data)))


def test_only_what_may_be_left_out_is_marked() -> None:
    html = drawn()
    assert 'Where <span class="field__optional">(optional)</span>' in html
    assert "What happened</label>" in html


def test_an_error_stands_beside_its_field_and_in_the_summary_with_a_link() -> None:
    html = drawn({"place": "Lift 2"})
    assert '<a href="#id_said">What happened: Say it.</a>' in html
    assert '<p class="field__error" id="id_said_error">' in html
    described = re.search(r'<input[^>]*name="said"[^>]*>', html)
    assert described
    assert 'aria-describedby="id_said_helptext id_said_error"' in described.group()
    assert 'aria-invalid="true"' in described.group()


def test_an_empty_field_is_named_in_the_summary_and_said_in_the_same_words_everywhere() -> None:
    class Asked(forms.Form):
        name = forms.CharField(label="Name")
        agrees = forms.ChoiceField(label="Does the owner agree?", choices=[("yes", "Yes")])
        told = forms.BooleanField(label="I have told the owner")

    with override("en"):
        html = re.sub(r"\s+", " ", str(Asked({})))
    for line in (
        ">Name: Please fill this in.</a>",
        ">Does the owner agree? Please fill this in.</a>",
        ">I have told the owner: Please tick this once it is so.</a>",
    ):
        assert line in html
    assert "This field is required" not in html


def test_what_was_typed_is_kept_after_an_error() -> None:
    html = drawn(
        {"place": "Lift <2>", "emotion": "agitated", "anonymous": "on", "signature": "data:image/png;base64,AA=="}
    )
    assert 'value="Lift &lt;2&gt;"' in html
    assert re.search(r'value="agitated"[^>]*checked', html)
    assert re.search(r'name="anonymous"[^>]*checked', html)
    assert 'value="data:image/png;base64,AA=="' in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = drawn()
    assert re.search(r'<fieldset class="field field--choices[^>]*> <legend class="field__label">Emotion', html)
    assert 'data-tone="warn"' in html


def test_a_form_without_faults_has_no_summary() -> None:
    assert "error-summary" not in drawn()
    assert "error-summary" not in drawn({"said": "The lift", "emotion": "calm"})


@pytest.mark.parametrize("names", [[], ["a.jpg"], ["a.jpg", "b.jpg"]])
def test_several_files_come_in_together(names: list[str]) -> None:
    uploads = MultiValueDict[str, UploadedFile]({"files": [SimpleUploadedFile(name, b"x") for name in names]})
    form = Report({"said": "x", "emotion": "calm"}, uploads)
    assert form.is_valid(), form.errors
    assert [upload.name for upload in form.cleaned_data["files"]] == names

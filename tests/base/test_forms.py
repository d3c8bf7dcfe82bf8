"""A failed form says what is wrong, twice, and ties it to the field; nothing is starred or switched off."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from network.base.forms import DateAndTimeInput, DateInput, PortalForm


class Visit(PortalForm):
    submit_label = "Plan the visit"
    draft = "visit-3"

    question = forms.CharField(label="Learning question", help_text="One sentence.")
    on = forms.DateField(label="Day", widget=DateInput)
    at = forms.SplitDateTimeField(label="Begins", widget=DateAndTimeInput)
    who = forms.ChoiceField(label="Who", choices=[("1", "we"), ("2", "they")], widget=forms.RadioSelect)
    photo = forms.BooleanField(label="Photos are fine", help_text="Ask first.")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def failed():
    form = Visit({"question": "", "note": "kept"})
    form.is_valid()
    return render_crispy_form(form)


def test_summary_comes_first_and_takes_the_focus(failed):
    summary = failed.index('role="alert"')
    assert summary < failed.index("<label")
    assert re.search(r'<div class="note error errors" role="alert" tabindex="-1" data-focus>', failed)
    assert "There are 5 mistakes in the form" in failed


def test_every_mistake_leads_to_a_field_that_exists(failed):
    targets = re.findall(r'<a href="#([^"]+)">', failed)
    assert targets == ["id_question", "id_on", "id_at_0", "id_who_0", "id_photo"]
    assert [target for target in targets if f'id="{target}"' not in failed] == []


def test_mistake_and_help_are_tied_to_the_input(failed):
    field = re.search(r'<input type="text" name="question"[^>]*>', failed).group()
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_question_helptext id_question_error"' in field
    assert failed.index('id="id_question_helptext"') < failed.index('id="id_question_error"') < failed.index(field)


def test_everything_that_describes_exists_once(failed):
    for described in re.findall(r'aria-describedby="([^"]+)"', failed):
        assert [name for name in described.split() if failed.count(f'id="{name}"') != 1] == []


def test_radios_share_a_legend(failed):
    assert re.search(r'<fieldset aria-describedby="id_who_error">\s*<legend>Who</legend>', failed)


def test_optional_is_said_and_nothing_is_starred(failed):
    assert re.findall(r'<label for="(\w+)">[^<]*<span class="optional">\(optional\)</span>', failed) == ["id_note"]
    assert "*" not in failed


def test_what_was_typed_is_still_there(failed):
    assert re.search(r'<textarea name="note"[^>]*>\s*kept</textarea>', failed)


def test_form_has_its_verb_its_draft_and_our_own_messages(failed):
    assert re.search(r'<button type="submit"[^>]*class="btn main"[^>]*>Plan the visit</button>', failed)
    assert 'data-draft="visit-3"' in failed
    assert " novalidate" in failed
    assert "disabled" not in failed


def test_dates_are_native_and_keep_their_value():
    html = render_crispy_form(Visit(initial={"on": "2026-04-14"}))
    assert re.search(r'<input type="date" name="on" value="2026-04-14"', html)
    assert re.search(r'<input type="date" name="at_0"[^>]*aria-label="date"', html)
    assert re.search(r'<input type="time" name="at_1"[^>]*aria-label="time"', html)


def test_fresh_form_shows_no_mistakes():
    html = render_crispy_form(Visit())
    assert 'role="alert"' not in html
    assert "aria-invalid" not in html


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Visit(), ""),
        (Visit({}), "(5 errors) "),
        (Visit({"question": "?", "on": "2026-04-14", "at_0": "2026-04-14", "at_1": "15:30", "who": "1"}), "(1 error) "),
    ],
)
def test_title_counts_the_mistakes(form, expected):
    assert Template("{% errors_in_title %}").render(Context({"form": form})) == expected


def test_title_of_a_page_without_a_form():
    assert Template("{% errors_in_title %}").render(Context({"form": "text"})) == ""


def test_csrf_failure_gives_typed_text_back_to_our_own_page_only():
    from network.base.views import _typed

    data = (
        RequestFactory().post("/x/", {"text": ["one", "two"], "password1": "secret", "csrfmiddlewaretoken": "t"}).POST
    )
    assert list(_typed(data)) == [("text", "one"), ("text", "two")]

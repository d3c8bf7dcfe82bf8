"""Numbers that a browser sends outside a form: whatever stands there, nothing breaks."""

import pytest
from django.urls import reverse

from network.base.numbers import whole
from tests import factories as make

LONG = "9" * 5000  # Python refuses to read a number of more than 4300 digits


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), (str(2**31 - 1), 2**31 - 1)])
def test_a_number_is_read(text, number):
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "٣", "²", "1e3", str(2**31), LONG])
def test_what_no_row_can_have_as_its_key_is_none(text):
    assert whole(text) is None


@pytest.mark.parametrize("number", ["", "x", "-1", "²", str(2**63), LONG])
def test_accepting_a_statement_that_does_not_exist_is_refused_in_words(client_of, number):
    person = make.teacher()
    answer = client_of(person).post("/mijn/gegevens/verklaring/", {"number": number}, follow=True)
    assert "Intussen is er een nieuwere versie" in answer.content.decode()


PLACES = [
    (make.project_lead, "/agenda/stuurgroep/punten/nieuw/?decision={}"),
    (make.project_lead, "/uitnodigingen/nieuw/?school={}"),
    (make.project_lead, "/uitnodigingen/?page={}"),
    (make.project_lead, "/agenda/?jaar={}"),
    (make.project_lead, "/dashboard/?jaar={}"),
    (make.project_lead, "/verhalen/?theme={}"),
    (make.teacher, "/mensen/?als={}"),
    (make.administrator, "/logboek/?na=2026-08-01T12:00:00.000000Z~people_user~{}"),
    (make.administrator, "/logboek/?person={}"),
    (make.administrator, "/beheer/people/user/?p={}"),
    (make.administrator, "/beheer/people/user/?language={}"),
]


@pytest.mark.parametrize(("who", "address"), PLACES)
def test_an_address_with_a_number_of_thousands_of_digits_answers(client_of, who, address):
    answer = client_of(who()).get(address.format(LONG))
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("number", [LONG, str(2**63), "²", "x"])
def test_attendance_of_a_row_that_does_not_exist_changes_nothing(client_of, now, number):
    lead, activity = make.project_lead(), make.ActivityFactory(past=True)
    client = client_of(lead)
    answer = client.post(reverse("activities:activity_attendance", args=[activity.slug]), {"present": number})
    assert answer.status_code == 302

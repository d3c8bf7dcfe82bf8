"""Guests without an account: a mail, one press, and a page of their own."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.urls import reverse

from network.activities import actions
from network.activities.actions import telling
from network.activities.models import Choice, Guest, Registration
from network.activities.tasks import answer_guest
from network.privacy.retention import forget_expired
from tests import factories
from tests.outbox import outbox

pytestmark = pytest.mark.django_db
FORM = {"given_name": "Gijs", "family_name": "van Buiten", "email": "Gijs@Buiten.example", "organisation": "De Verte"}


@pytest.fixture(autouse=True)
def no_limits():
    cache.clear()


@pytest.fixture
def activity():
    return factories.ThemeMeetingFactory(public=True, capacity=2)


def address(verb, *args):
    return reverse(f"activities:{verb}", args=args)


def mails(address="gijs@buiten.example"):
    return outbox(to_address=address)


def ask(activity, now, **fields):
    """What the queue does with a form."""
    sent = {**FORM, "email": "gijs@buiten.example", "language": "nl", **fields}
    actions.answer_guest(activity=activity, fields=sent, now=now)


def path_in(mail):
    return re.search(r"/agenda/gast/\S+", mail.text).group()


def coming(activity, **fields):
    guest = factories.GuestFactory(activity=activity)
    return factories.RegistrationFactory(activity=activity, user=None, school=None, guest=guest, **fields)


def at_own_page(client, registration):
    client.get(registration.guest.own_address)
    return address("guest_page")


# Coming in


def test_from_form_to_place(client, activity, now):
    page = client.get(activity.get_absolute_url()).content.decode()
    assert address("guest_ask", activity.slug) in page
    response = client.post(address("guest_ask", activity.slug), FORM)
    assert "gijs@buiten.example" in response.content.decode()
    assert not Registration.objects.exists()
    ask(activity, now)

    (letter,) = mails()
    link = path_in(letter)
    response = client.get(link)
    assert response.url == address("guest_confirm")
    client.get(link)
    client.get(response.url)
    assert not Registration.objects.exists()

    response = client.post(address("guest_confirm"))
    assert response.url == address("guest_page")
    registration = activity.registrations.get()
    guest = registration.guest
    assert (registration.user, registration.is_confirmed, guest.token_hash) == (None, True, None)
    assert (guest.get_full_name(), guest.email, registration.organisation) == (
        "Gijs van Buiten",
        "gijs@buiten.example",
        "De Verte",
    )
    assert "Gijs van Buiten" in client.get(response.url).content.decode()
    confirmed = mails()[1]
    assert "METHOD:REQUEST" in confirmed.calendar
    assert guest.own_address in confirmed.text


def test_link_works_once_and_for_a_day(client, activity, now):
    ask(activity, now - datetime.timedelta(hours=25))
    client.get(path_in(mails()[0]))
    assert client.get(address("guest_confirm")).status_code == 404
    guest = Guest.objects.get()
    with pytest.raises(actions.LinkOver):
        actions.confirm(guest=guest, now=now)

    ask(activity, now)
    actions.confirm(guest=guest, now=now)
    assert client.get(path_in(mails()[1])).status_code == 404


def test_confirming_twice_gives_one_place(activity, now):
    ask(activity, now)
    guest = Guest.objects.get()
    first = actions.confirm(guest=guest, now=now)
    assert actions.confirm(guest=guest, now=now) == first
    assert activity.registrations.count() == 1


def test_later_link_takes_the_place_of_an_earlier_one(client, activity, now):
    ask(activity, now)
    ask(activity, now)
    first, second = mails()
    assert client.get(path_in(first)).status_code == 404
    assert client.get(path_in(second)).status_code == 302
    assert Guest.objects.count() == 1


def test_link_of_one_guest_opens_nothing_of_another(client, activity):
    one, other = coming(activity), coming(activity)
    wrong = f"{other.guest.pk}-{one.guest.token.partition('-')[2]}"
    for token in (wrong, "", "1", "x-y", f"{'9' * 30}-a"):
        path = f"/agenda/gast/mijn/{token}/" if token else address("guest_page")
        assert client.get(path).status_code == 404


def test_answer_is_the_same_for_everyone(client, activity, now):
    factories.UserFactory(email="lid@proef.example")
    there = coming(activity)
    pages = set()
    for email in ("lid@proef.example", there.guest.email, "nieuw@buiten.example"):
        page = client.post(address("guest_ask", activity.slug), {**FORM, "email": email}).content.decode()
        pages.add(page.replace(email, "…"))
    assert len(pages) == 1


def test_member_is_told_to_log_in_and_a_guest_with_a_place_gets_the_own_page(activity, now):
    factories.UserFactory(email="lid@proef.example")
    there = coming(activity)
    ask(activity, now, email="lid@proef.example")
    ask(activity, now, email=there.guest.email)
    (to_member,), (to_guest,) = mails("lid@proef.example"), mails(there.guest.email)
    assert activity.get_absolute_url() in to_member.text
    assert there.guest.own_address in to_guest.text
    assert list(Guest.objects.all()) == [there.guest]


def test_few_mails_for_one_address_and_none_for_programs(client, activity, monkeypatch):
    asked = []
    monkeypatch.setattr(actions, "ask_as_guest", lambda **fields: asked.append(fields["email"]))
    for _ in range(5):
        client.post(address("guest_ask", activity.slug), FORM)
    client.post(address("guest_ask", activity.slug), {**FORM, "email": "a@b.example", "website": "x"})
    assert asked == ["gijs@buiten.example"] * 3


def test_many_forms_from_one_place_are_refused(client, activity):
    for number in range(60):
        client.post(address("guest_ask", activity.slug), {**FORM, "email": f"{number}@buiten.example"})
    assert client.post(address("guest_ask", activity.slug), FORM).status_code == 429


def test_bad_form_comes_back_filled_in(client, activity):
    response = client.post(address("guest_ask", activity.slug), {**FORM, "email": "geen adres"})
    assert list(response.context["form"].errors) == ["email"]
    assert "De Verte" in response.content.decode()


@pytest.mark.parametrize("kind", [{}, {"draft": True, "public": True}])
def test_only_what_is_public_and_published_welcomes_guests(client, kind):
    activity = factories.ThemeMeetingFactory(**kind)
    assert client.get(address("guest_ask", activity.slug)).status_code in {302, 404}
    guest = factories.GuestFactory(activity=activity, asking=True, token_hash="x")
    with pytest.raises(actions.NotOpen):
        actions.confirm(guest=guest, now=factories.moment())


def test_after_the_deadline_nobody_comes_in(client, activity, now):
    activity.register_until = factories.moment(-1)
    activity.save()
    assert client.get(address("guest_ask", activity.slug)).url == activity.get_absolute_url()
    guest = factories.GuestFactory(activity=activity, asking=True, token_hash="x")
    with pytest.raises(actions.DeadlinePassed):
        actions.confirm(guest=guest, now=now)


def test_task_reads_what_the_form_sent(activity):
    answer_guest(activity.pk, {**FORM, "email": "gijs@buiten.example", "language": "nl"})
    assert Guest.objects.get().given_name == "Gijs"


# Places


def test_guest_waits_like_everyone_and_moves_up(activity, now):
    first, second = coming(activity), coming(activity)
    ask(activity, now)
    waiting = actions.confirm(guest=Guest.objects.get(email="gijs@buiten.example"), now=now)
    assert waiting.is_waiting
    actions.withdraw(registration=first, by=None, now=now)
    waiting.refresh_from_db()
    assert (waiting.is_confirmed, waiting.promoted_because) == (True, "seat_freed")
    assert "METHOD:CANCEL" in mails(first.guest.email)[0].calendar
    assert "STATUS:CONFIRMED" in mails()[-1].calendar
    activity.refresh_from_db()
    assert (activity.seats_taken, second.is_confirmed) == (2, True)


def test_seats_kept_for_schools_are_not_for_guests(now):
    activity = factories.ThemeMeetingFactory(
        public=True,
        capacity=1,
        kept_per_school=1,
        kept_until=factories.moment(7),
        host_school=factories.SchoolFactory(),
    )
    guest = factories.GuestFactory(activity=activity, asking=True, token_hash="x")
    assert actions.confirm(guest=guest, now=now).is_waiting


def test_database_knows_a_person_or_a_guest(activity):
    with pytest.raises(IntegrityError, match="registration_of_a_person_or_a_guest"):
        factories.RegistrationFactory(activity=activity, user=None, school=None)


def test_inviting_people_still_finds_them_beside_a_guest(activity, now):
    coming(activity)
    teacher = factories.teacher()
    people = type(teacher).objects.filter(pk=teacher.pk)
    assert [
        each.user for each in actions.invite(activity=activity, people=people, by=activity.created_by, now=now)
    ] == [teacher]


# The own page


def test_guest_answers_and_chooses_and_changes_it(client, activity):
    question = factories.QuestionFactory(activity=activity, asked_of=["GUEST"], label="Wat eet je?")
    factories.QuestionFactory(activity=activity, asked_of=["TEACHER"], label="Welke klas?")
    session = factories.SessionFactory(round__activity=activity, capacity=1)
    mine = coming(activity)
    page = at_own_page(client, mine)
    text = client.get(page).content.decode()
    assert ("Wat eet je?" in text, "Welke klas?" in text) == (True, False)
    client.post(page, {f"question_{question.pk}": "Alles", f"round_{session.round_id}": session.pk})
    assert (mine.answers.get().values, Choice.objects.get().session) == (["Alles"], session)
    client.post(page, {f"question_{question.pk}": "Niets", f"round_{session.round_id}": ""})
    assert (mine.answers.get().values, Choice.objects.count()) == (["Niets"], 0)


def test_guest_withdraws_with_a_reason_and_can_come_again(client, activity, now):
    mine = coming(activity)
    at_own_page(client, mine)
    client.post(address("guest_withdraw"), {"because": "Ziek"})
    mine.refresh_from_db()
    assert (mine.state, mine.cancelled_because, mine.cancelled_by) == ("cancelled", "Ziek", None)
    ask(activity, now, email=mine.guest.email)
    again = actions.confirm(guest=mine.guest, now=now)
    assert (again.is_confirmed, again.guest, again.pk != mine.pk) == (True, mine.guest, True)


def test_guest_has_the_own_data_removed(client, activity):
    mine = coming(activity)
    factories.AnswerFactory(question__activity=activity, registration=mine)
    link = mine.guest.own_address
    at_own_page(client, mine)
    client.post(address("guest_withdraw"), {"vergeet": "1"})
    mine.refresh_from_db()
    guest = Guest.objects.get()
    assert (mine.state, mine.answers.count()) == ("cancelled", 0)
    assert (guest.given_name, guest.family_name, guest.email, guest.organisation) == ("", "", "", "")
    assert client.get(link).status_code == 404
    assert client.get(address("guest_page")).status_code == 404


def test_without_a_link_there_is_no_page(client):
    assert client.get(address("guest_page")).status_code == 404
    assert client.post(address("guest_withdraw")).status_code == 404


# Beside everyone else


def test_guest_stands_in_every_list(client_of, activity):
    mine = coming(activity)
    factories.RegistrationFactory(activity=activity)
    client = client_of(activity.created_by)
    page = client.get(address("activity_participants", activity.slug)).content.decode()
    assert str(mine.guest) in page
    download = client.get(address("participants_download", activity.slug)).content.decode()
    assert mine.guest.email in download


def test_guest_who_withdrew_stands_there_too(client_of, activity, now):
    mine, other = coming(activity), coming(activity)
    for each in (mine, other):
        actions.withdraw(registration=each, by=None, now=now)
    response = client_of(activity.created_by).get(address("activity_participants", activity.slug))
    assert set(response.context["withdrawn"]) == {mine, other}


def test_attendance_and_certificate(client, client_of, now):
    held = factories.ThemeMeetingFactory(past=True, public=True)
    mine = coming(held)
    assert actions.note_attendance(activity=held, present={mine.pk}, by=held.created_by, now=now) == 1
    mine.refresh_from_db()
    certificate = factories.CertificateFactory(registration=mine, issued_by=held.created_by)
    path = reverse("certificates:guest_document", args=[mine.guest.token, certificate.code])
    assert client.get(path).content.startswith(b"%PDF")
    other = factories.GuestFactory()
    wrong = reverse("certificates:guest_document", args=[other.token, certificate.code])
    assert client.get(wrong).url.startswith("/account/login/")


def test_guest_hears_of_a_move_and_of_cancelling(activity, now):
    mine = coming(activity)
    by = activity.created_by
    day = datetime.timedelta(days=1)
    fields = {"starts_at": activity.starts_at + day, "ends_at": activity.ends_at + day, "place": "Elders"}
    actions.move(activity=activity, online_link="", by=by, now=now, **fields)
    actions.cancel(activity=activity, reason="Storm", by=by, now=now)
    moved, cancelled = mails(mine.guest.email)
    assert "METHOD:REQUEST" in moved.calendar
    assert "METHOD:CANCEL" in cancelled.calendar


def test_guest_is_reminded_without_a_link_to_somebody_elses_wishes(activity):
    mine = coming(activity, registered_at=factories.moment(-40))
    telling.tell_before(now=activity.starts_at - datetime.timedelta(hours=20))
    (letter,) = mails(mine.guest.email)
    assert letter.stop_url == ""


def test_guest_is_forgotten_a_year_later_and_the_totals_stay(now):
    held = factories.ThemeMeetingFactory(past=True, public=True, starts_at=factories.moment(-370))
    mine = coming(held, present=True)
    asking = factories.GuestFactory(asking=True, expires_at=factories.moment(-3))
    forget_expired(now=now)
    mine.refresh_from_db()
    assert (mine.was_present, mine.guest.email, str(mine.person)) == (True, "", "Vroegere gast")
    assert not Guest.objects.filter(pk=asking.pk).exists()

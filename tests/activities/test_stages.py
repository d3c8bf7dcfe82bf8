"""From a draft to the archive, and until when one can register."""

import datetime

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from network.activities import actions
from network.activities.models import Activity, Invitation
from tests import factories
from tests.outbox import outbox

pytestmark = pytest.mark.django_db
Stage = Activity.Stage


def address(verb, activity):
    return reverse(f"activities:activity_{verb}", args=[activity.slug])


def archived(**fields):
    lead = factories.project_lead()
    return factories.ActivityFactory(
        past=True, created_by=lead, archived_by=lead, archived_at=factories.moment(), **fields
    )


# Stages


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"draft": True}, Stage.DRAFT),
        ({}, Stage.PUBLISHED),
        ({"past": True}, Stage.HELD),
        ({"past": True, "draft": True}, Stage.DRAFT),
        ({"past": True, "cancelled": True}, Stage.CANCELLED),
    ],
)
def test_stage_follows_from_state_and_clock(fields, stage, now):
    assert factories.ActivityFactory(**fields).stage(now=now) == stage


def test_stage_changes_on_the_moment_it_ends():
    activity = factories.ActivityFactory()
    before = activity.ends_at - datetime.timedelta(seconds=1)
    assert [activity.stage(now=moment) for moment in (before, activity.ends_at)] == [Stage.PUBLISHED, Stage.HELD]


@pytest.mark.parametrize("fields", [{"past": True}, {"cancelled": True}], ids=["held", "cancelled"])
def test_what_has_ended_goes_to_the_archive_and_comes_out_again(client_of, now, fields):
    lead = factories.project_lead()
    activity, client = factories.ActivityFactory(**fields), client_of(lead)
    assert client.get(address("archive", activity)).status_code == 200
    activity.refresh_from_db()
    assert not activity.is_archived

    client.post(address("archive", activity))
    activity.refresh_from_db()
    assert (activity.stage(now=now), activity.archived_by) == (Stage.ARCHIVED, lead)
    assert "in het archief" in client.get(activity.get_absolute_url()).content.decode()

    client.post(address("unarchive", activity))
    activity.refresh_from_db()
    assert not activity.is_archived


def test_archiving_twice_keeps_the_first_moment(now):
    lead, activity = factories.project_lead(), factories.ActivityFactory(past=True)
    actions.archive(activity=activity, by=lead, now=now)
    actions.archive(activity=activity, by=factories.project_lead(), now=now + datetime.timedelta(days=1))
    activity.refresh_from_db()
    assert (activity.archived_by, activity.archived_at) == (lead, now)


@pytest.mark.parametrize("fields", [{}, {"draft": True}], ids=["still to come", "a draft"])
def test_what_has_not_ended_stays_out_of_the_archive(client_of, now, fields):
    lead, activity = factories.project_lead(), factories.ActivityFactory(**fields)
    client_of(lead).post(address("archive", activity))
    with pytest.raises(actions.NotOver):
        actions.archive(activity=activity, by=lead, now=now)
    activity.refresh_from_db()
    assert not activity.is_archived


def test_archive_is_for_organisers(client_of):
    activity, client = factories.ActivityFactory(past=True), client_of(factories.teacher())
    assert [client.post(address(verb, activity)).status_code for verb in ("archive", "unarchive")] == [403, 403]


def test_archive_page_says_of_how_many_attendance_is_unknown(client_of):
    activity = factories.ActivityFactory(past=True)
    factories.RegistrationFactory(activity=activity)
    factories.RegistrationFactory(activity=activity, present=True)
    response = client_of(factories.project_lead()).get(address("archive", activity))
    assert response.context["unknown"] == 1


def test_database_refuses_every_change_in_the_archive():
    activity = archived()
    with pytest.raises(InternalError, match="archived_activity_never_changes"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(title="Anders")
    Activity.objects.filter(pk=activity.pk).update(archived_at=None, archived_by=None)


def test_nothing_changes_in_the_archive(client_of, now):
    row = factories.RegistrationFactory(activity=factories.ActivityFactory(past=True))
    lead = factories.project_lead()
    activity = actions.archive(activity=row.activity, by=lead, now=now)
    client = client_of(lead)
    assert client.post(address("edit", activity), {"title": "Anders"}).status_code == 403
    client.post(address("attendance", activity), {"present": [row.pk]})
    row.refresh_from_db()
    assert row.was_present is None
    with pytest.raises(actions.Archived):
        actions.save_changes(activity=activity, changed=["title"], by=activity.created_by, now=now)


# Until when one can register


def closing(days, **fields):
    return factories.ActivityFactory(register_until=factories.moment(days), **fields)


def test_nobody_registers_after_the_deadline(client_of, now):
    teacher, activity = factories.teacher(), closing(-1)
    response = client_of(teacher).post(address("register", activity), follow=True)
    assert "De laatste dag om je aan te melden is voorbij" in response.content.decode()
    with pytest.raises(actions.DeadlinePassed):
        actions.register(activity=activity, user=teacher, by=teacher, now=now)
    assert not activity.registrations.exists()


def test_deadline_itself_is_too_late_and_a_second_before_is_not():
    until = factories.moment(3)
    activity = factories.ActivityFactory(register_until=until)
    first, second = factories.teacher(), factories.teacher()
    actions.register(activity=activity, user=first, by=first, now=until - datetime.timedelta(seconds=1))
    with pytest.raises(actions.DeadlinePassed):
        actions.register(activity=activity, user=second, by=second, now=until)


def test_after_the_deadline_one_still_withdraws_and_who_waits_moves_up(now):
    activity = closing(-1, capacity=1)
    coming = factories.RegistrationFactory(activity=activity)
    waiting = factories.RegistrationFactory(activity=activity, waiting=True)
    actions.withdraw(registration=coming, by=coming.user, now=now)
    waiting.refresh_from_db()
    assert waiting.is_confirmed


def test_page_and_agenda_say_that_registering_is_closed(client_of):
    activity, client = closing(-1, capacity=9), client_of(factories.teacher())
    assert client.get(activity.get_absolute_url()).context["card"].state == "closed"
    agenda = client.get("/agenda/").content.decode()
    assert ("aanmelding gesloten" in agenda, "9 plaatsen" in agenda) == (True, False)


def test_page_says_until_which_day_one_can_register(client_of):
    activity = factories.ActivityFactory(register_until=factories.moment(5, 0))
    assert activity.last_day_to_register == factories.day(4)
    assert (
        "Je kunt je aanmelden tot en met"
        in client_of(factories.teacher()).get(activity.get_absolute_url()).content.decode()
    )


def test_invitations_are_not_asked_or_sent_after_the_deadline(client_of, now):
    activity = closing(-1)
    invitation = factories.InvitationFactory(activity=activity)
    assert not Invitation.objects.open(now=now).filter(pk=invitation.pk).exists()
    with pytest.raises(actions.DeadlinePassed):
        actions.invite(
            activity=activity, people=activity.created_by._meta.model.objects.all(), by=activity.created_by, now=now
        )
    assert client_of(factories.project_lead()).get(address("invite", activity)).status_code == 302


def form(**fields):
    day = factories.day(30)
    data = {"title": "Netwerkdag", "day": day.isoformat(), "begins": "13:00", "ends": "17:00", "audience": "60"}
    return {**data, "kept_per_school": "0", **fields}


def test_last_day_counts_until_midnight_and_never_past_the_start(client_of):
    client, new = client_of(factories.project_lead()), reverse("activities:activity_plan_kind", args=["network_day"])
    client.post(new, form(register_until_day=factories.day(20).isoformat()))
    client.post(new, form(register_until_day=factories.day(30).isoformat()))
    response = client.post(new, form(register_until_day=factories.day(31).isoformat()))
    assert list(response.context["form"].errors) == ["register_until_day"]
    until = list(Activity.objects.order_by("pk").values_list("register_until", flat=True))
    assert until == [factories.moment(21, 0), factories.moment(30, 13)]


def test_last_day_can_change_once_it_is_published(client_of):
    activity = factories.ActivityFactory(register_until=factories.moment(5, 0), audience=60)
    client, page = client_of(factories.project_lead()), address("edit", activity)
    first = client.get(page).context["form"]
    assert first["register_until_day"].value() == factories.day(4)
    client.post(page, {"title": activity.title, "audience": "60", "kept_per_school": "0", "register_until_day": ""})
    activity.refresh_from_db()
    assert activity.register_until is None


def test_moving_takes_the_deadline_along(now):
    activity = closing(10, starts_at=factories.moment(14))
    new = {"starts_at": factories.moment(21), "ends_at": factories.moment(21, 17), "place": "", "online_link": ""}
    actions.move(activity=activity, by=activity.created_by, now=now, **new)
    activity.refresh_from_db()
    assert activity.register_until == factories.moment(17)


def test_database_refuses_a_deadline_after_the_start():
    with pytest.raises(IntegrityError, match="activity_registering_ends_before_it_starts"):
        closing(15)


# How to get there, and the link


def test_way_there_is_for_people_with_a_place_and_organisers(client_of):
    activity = factories.ActivityFactory(directions="Bel aan bij de zijdeur.")
    factories.RegistrationFactory(activity=activity, user=(coming := factories.teacher()))
    people = [None, factories.teacher(), coming, factories.project_lead()]
    pages = [client_of(user).get(activity.get_absolute_url(), follow=True).content.decode() for user in people]
    assert ["zijdeur" in page for page in pages] == [False, False, True, True]


def test_way_there_stands_in_the_mail_of_who_has_a_place(now):
    activity = factories.ActivityFactory(directions="Bel aan bij de zijdeur.", capacity=1)
    for user in [factories.teacher(), factories.teacher()]:
        actions.register(activity=activity, user=user, by=user, now=now)
    assert [["zijdeur" in text for text in (mail.text, mail.html)] for mail in outbox()] == [[True] * 2, [False] * 2]


LINK = "https://video.example/kamer-7"


@pytest.mark.parametrize(("hours", "shown"), [(25, False), (23, True)])
def test_link_comes_a_day_before(client_of, now, hours, shown):
    starts = now + datetime.timedelta(hours=hours)
    activity = factories.ActivityFactory(online_link=LINK, place="", starts_at=starts)
    user = factories.teacher()
    actions.register(activity=activity, user=user, by=user, now=now)
    client, [mail] = client_of(user), outbox()
    page = client.get(activity.get_absolute_url()).content.decode()
    files = [client.get(path).content.decode() for path in (address("calendar", activity), "/agenda/mijn.ics")]
    assert [LINK in text for text in (page, mail.text, mail.html, mail.calendar, *files)] == [shown] * 6
    assert ("De link om online mee te doen staat hier vanaf" in page) is not shown

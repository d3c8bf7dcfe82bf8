"""Removing one's details: asking, regret, what goes, what stays equal."""

import datetime

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import override

from network.activities.models import Activity, Registration
from network.base.models import OutgoingMail, TrailRemoval
from network.people.models import Membership, Session, User
from network.practice.models import PracticeStory
from network.privacy import forgetting
from network.privacy.actions import erasing
from network.privacy.models import Erasure
from network.schools.school_year import SchoolYear
from tests import factories as make

pytestmark = pytest.mark.django_db
FORTNIGHT = datetime.timedelta(days=14)
MINUTE = datetime.timedelta(minutes=1)


def leaver(**fields):
    """A teacher with something in every room."""
    person = make.teacher(
        email="wilhelmina@proef.example",
        given_name="Wilhelmina",
        family_name="Zonderling",
        can_offer="Zonderlinge leeskring",
        **fields,
    )
    make.RegistrationFactory(user=person, activity=make.ThemeMeetingFactory(past=True), present=True)
    make.RegistrationFactory(user=person)
    make.InvitationFactory(user=person)
    make.PracticeStoryFactory(author=person)
    make.PracticeStoryFactory(author=person, draft=True)
    make.ResponseFactory(author=person)
    make.MinutesFactory(written_by=person, adopted=True, text="Wat er gezegd is")
    make.DecisionFactory(decided_by=person)
    make.ActionItemFactory(owner=person)
    make.GroupMembershipFactory(user=person)
    make.OutgoingMailFactory(to_address=person.email, sent=True, text="Dag Wilhelmina Zonderling")
    Authenticator.objects.create(user=person, type="totp", data={})
    return person


def forgotten(person, now):
    """Ask, wait a fortnight, and let the job run."""
    erasing.ask(person=person, now=now)
    assert forgetting.forget_who_asked(now=now + FORTNIGHT) == 1
    return User.objects.get(pk=person.pk)


def cells_with(text):
    """Every table that still holds a text, in whatever column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [row[0] for row in cursor]
        found = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_no_table_holds_name_or_address_afterwards(now, client_of):
    person = leaver()
    client_of(person)
    assert "people_userevent" in cells_with("Zonderling")
    forgotten(person, now)
    # The last mail goes to the address that is left nowhere else; a week later it is gone as well.
    assert cells_with("wilhelmina") == ["base_outgoingmail"]
    assert cells_with("Zonderling") == []
    mail = OutgoingMail.objects.get(to_address="wilhelmina@proef.example")
    assert mail.subject == "Je gegevens zijn verwijderd"


def test_the_last_mail_is_forgotten_a_week_later(now):
    from network.privacy import retention

    forgotten(leaver(), now)
    OutgoingMail.objects.filter(about__startswith="privacy.erasure").update(sent_at=now)
    retention.forget_expired(now=now + datetime.timedelta(days=7))
    assert OutgoingMail.objects.filter(to_address="wilhelmina@proef.example").count() == 1
    retention.forget_expired(now=now + datetime.timedelta(days=7) + MINUTE)
    assert cells_with("wilhelmina") == []


def test_an_address_of_before_goes_too(now):
    person = leaver()
    make.OutgoingMailFactory(to_address="wilhelmina@proef.example", subject="Aan het oude adres")
    person.email = "nieuw@proef.example"
    person.save()
    forgotten(person, now)
    assert cells_with("wilhelmina") == []


def test_mail_to_somebody_who_has_that_address_now_stays(now):
    person = leaver()
    person.email = "nieuw@proef.example"
    person.save()
    make.UserFactory(email="wilhelmina@proef.example")
    mail = make.OutgoingMailFactory(to_address="wilhelmina@proef.example", subject="Voor een ander")
    forgotten(person, now)
    assert OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_account_is_closed_and_nameless(now):
    person = forgotten(leaver(), now)
    assert not person.is_active
    assert person.erased_at == now + FORTNIGHT
    assert person.email == f"{person.pk}@removed.invalid"
    assert not person.has_usable_password()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not Authenticator.objects.filter(user=person).exists()
    with override("nl"):
        assert str(person) == "Voormalig lid"
    with override("en"):
        assert str(person) == "Former member"


def test_sessions_end(now, client_of):
    person = leaver()
    client = client_of(person)
    other = client_of(make.teacher())
    forgotten(person, now)
    assert Session.objects.count() == 1
    assert client.get("/mijn-start/").status_code == 302
    assert other.get("/mijn-start/").status_code == 200


def totals():
    """Participation per school and attendance, over all rows that count."""
    year = SchoolYear.of(make.day())
    held = Registration.objects.filter(activity__starts_at__lt=make.moment())
    return (
        held.counting().per_school(),
        held.counting().per_school_and_activity(),
        held.in_school_year(year).count(),
        Registration.objects.filter(was_present=True).count(),
        Activity.objects.count(),
        PracticeStory.objects.published().count(),
    )


def test_totals_stay_equal(now):
    person = leaver()
    make.RegistrationFactory(activity=make.ThemeMeetingFactory(past=True), present=True)
    before = totals()
    assert before[3] == 2
    forgotten(person, now)
    assert totals() == before


def test_texts_stay_and_drafts_go(now):
    person = leaver()
    forgotten(person, now)
    (story,) = PracticeStory.objects.filter(author=person)
    assert story.is_published
    minutes = apps.get_model("activities.Minutes").objects.get()
    assert (minutes.text, minutes.written_by_id) == ("Wat er gezegd is", person.pk)
    assert apps.get_model("steering.Decision").objects.get().decided_by_id == person.pk
    assert person.activity_invitations.count() == 0


def test_reader_sees_former_member(now, client_of):
    person = leaver()
    forgotten(person, now)
    story = PracticeStory.objects.get(author=person)
    reader = client_of(make.teacher())
    assert "Voormalig lid" in reader.get(story.get_absolute_url()).content.decode()
    assert "Voormalig lid" in reader.get("/mijn-start/").content.decode()
    page = reader.get(person.get_absolute_url())  # where the name above the story leads
    assert page.status_code == 200
    assert "Voormalig lid" in page.content.decode()
    assert "Zonderling" not in page.content.decode()


def test_what_was_said_about_a_place_goes_and_the_place_stays(now):
    person = make.teacher()
    ill = make.RegistrationFactory(user=person, cancelled=True, cancelled_because="Ik heb griep")
    first = make.RegistrationFactory(
        user=person, overruled_by=make.project_lead(), overruled_at=now, overruled_because="Heeft griepprik"
    )
    silent = make.RegistrationFactory(user=person, cancelled=True)
    other = make.RegistrationFactory(cancelled=True, cancelled_because="Ook griep")
    erasing.ask(person=person, now=now - FORTNIGHT)
    assert forgetting.forget_who_asked(now=now) == 1
    for row in (ill, first, silent, other):
        row.refresh_from_db()
    assert [row.cancelled_because for row in (ill, silent, other)] == ["–", "", "Ook griep"]
    assert first.overruled_because == "–"
    trail = apps.get_model("activities.RegistrationEvent").objects.filter(user_id=person.pk)
    assert set(trail.values_list("cancelled_because", "overruled_because")) == {("", "")}
    assert sorted(cells_with("griep")) == ["activities_registration", "activities_registrationevent"]  # of the other


def test_seats_to_come_go_to_who_waits(now):
    meeting = make.ThemeMeetingFactory(capacity=1)
    person = make.teacher()
    make.RegistrationFactory(user=person, activity=meeting)
    waiting = make.RegistrationFactory(activity=meeting, waiting=True)
    erasing.ask(person=person, now=now - FORTNIGHT)
    forgetting.forget_who_asked(now=now)
    waiting.refresh_from_db()
    assert waiting.is_confirmed
    assert Membership.objects.get(user=person).ends_on == make.day()


def test_trail_keeps_who_did_what_by_number_and_says_that_it_forgot(now):
    person = leaver()
    events = apps.get_model("people.UserEvent").objects.filter(pgh_obj=person)
    before = events.count()
    forgotten(person, now)
    assert events.count() == before + 2  # that it was asked, and that it was done
    assert set(events.values_list("email", "given_name", "can_offer")) == {("", "", "")}
    removal = TrailRemoval.objects.get()
    assert (removal.kind, removal.person, removal.event_count) == ("forgotten", person.pk, before + 2)


# Regret


def test_nothing_happens_before_the_last_moment(now):
    person = leaver()
    erasing.ask(person=person, now=now)
    assert forgetting.forget_who_asked(now=now + FORTNIGHT - datetime.timedelta(microseconds=1)) == 0
    assert User.objects.get(pk=person.pk).given_name == "Wilhelmina"


def test_regret_at_the_last_minute(now):
    person = leaver()
    erasing.ask(person=person, now=now)
    erasing.take_back(person=person, now=now + FORTNIGHT + MINUTE)  # the job did not come by yet
    assert forgetting.forget_who_asked(now=now + FORTNIGHT + 2 * MINUTE) == 0
    person.refresh_from_db()
    assert (person.leaves_at, person.erased_at, person.given_name) == (None, None, "Wilhelmina")


def test_regret_is_too_late_once_it_is_done(now):
    person = leaver()
    forgotten(person, now)
    with pytest.raises(erasing.TooLate):
        erasing.take_back(person=person, now=now + FORTNIGHT + MINUTE)


def test_asking_twice_is_one_request(now):
    person = leaver()
    first = erasing.ask(person=person, now=now)
    assert erasing.ask(person=person, now=now + MINUTE) == first
    assert OutgoingMail.objects.filter(about=f"privacy.erasure:{first.pk}").count() == 1


def test_job_that_runs_twice_does_it_once(now):
    person = leaver()
    forgotten(person, now)
    assert forgetting.forget_who_asked(now=now + FORTNIGHT) == 0
    assert TrailRemoval.objects.count() == 1


def test_job_killed_half_way_has_done_nothing_and_runs_again(now, monkeypatch):
    person = leaver()
    erasing.ask(person=person, now=now)
    with monkeypatch.context() as broken:
        broken.setattr(forgetting, "forget_in_trail", lambda person: 1 / 0)
        assert forgetting.forget_who_asked(now=now + FORTNIGHT) == 0
    person.refresh_from_db()
    assert (person.given_name, person.is_active) == ("Wilhelmina", True)
    assert person.stories.count() == 2
    assert forgetting.forget_who_asked(now=now + FORTNIGHT) == 1


def test_one_that_fails_holds_up_no_other(now, monkeypatch):
    people = [make.teacher(), make.teacher()]
    for person in people:
        erasing.ask(person=person, now=now)
    real = forgetting.make_nameless

    def fails_for_the_first(person, *, now):
        if person == people[0]:
            raise RuntimeError
        real(person, now=now)

    monkeypatch.setattr(forgetting, "make_nameless", fails_for_the_first)
    assert forgetting.forget_who_asked(now=now + FORTNIGHT) == 1
    assert [bool(User.objects.get(pk=person.pk).erased_at) for person in people] == [False, True]


def test_file_with_own_data_goes_too(now, django_capture_on_commit_callbacks):
    person = leaver()
    copy = make.OwnDataCopyFactory(user=person, ready=True)
    default_storage.save(copy.file_name, ContentFile(b"alles"))
    with django_capture_on_commit_callbacks(execute=True):
        forgotten(person, now)
    assert not default_storage.exists(copy.file_name)


# Who cannot leave yet


@pytest.mark.parametrize(
    ("last", "another"),
    [
        (make.project_lead, make.project_lead),
        (make.administrator, make.administrator),
        (make.school_leader, lambda: make.stand_in(Membership.objects.first().school)),
    ],
    ids=["project lead", "administrator", "leader"],
)
def test_the_last_one_hands_over_first(last, another, now):
    person = last()
    with pytest.raises(erasing.HandOverFirst):
        erasing.ask(person=person, now=now)
    assert not Erasure.objects.exists()
    another()
    assert erasing.ask(person=person, now=now).due_at == now + FORTNIGHT


def test_who_became_the_last_in_the_meantime_is_told_once_and_stays(now):
    person, other = make.project_lead(), make.project_lead()
    erasing.ask(person=person, now=now)
    other.is_active = False
    other.save()
    for hours in (0, 1):
        assert forgetting.forget_who_asked(now=now + FORTNIGHT + datetime.timedelta(hours=hours)) == 0
    assert OutgoingMail.objects.filter(subject="Draag eerst iets over").count() == 1
    make.project_lead()
    assert forgetting.forget_who_asked(now=now + FORTNIGHT + datetime.timedelta(hours=2)) == 1


ERASURE, HAND_OVER = "/mijn/gegevens/verwijderen/", "/leden/rollen/overdragen/"


def test_page_says_what_to_hand_over_first_and_where(client_of):
    page = client_of(make.project_lead()).get(ERASURE)
    assert [(thing.sentence, thing.url) for thing in page.context["must"]] == [
        ("Je bent de enige projectleider. Draag eerst het project over.", HAND_OVER)
    ]
    assert f'href="{HAND_OVER}"' in page.content.decode()
    assert "/mijn/gegevens/verwijderen/vragen/" not in page.content.decode()


def giver_and_successor(first_day):
    """A project lead whose last day is the one before, and the one who then begins."""
    giver = make.AppointmentFactory(ends_on=make.day(first_day - 1)).user
    return giver, make.AppointmentFactory(user=make.teacher(), starts_on=make.day(first_day)).user


def test_a_successor_hands_over_first_before_the_first_day(client_of, now):
    giver, successor = giver_and_successor(30)
    (thing,) = client_of(successor).get(ERASURE).context["must"]
    assert thing.sentence.endswith(f"Laat {giver} eerst iemand anders kiezen.")
    assert thing.url == giver.get_absolute_url()
    with pytest.raises(erasing.HandOverFirst):
        erasing.ask(person=successor, now=now)


def test_a_successor_beside_another_project_lead_may_go(now):
    _giver, successor = giver_and_successor(30)
    make.project_lead()
    assert forgotten(successor, now).erased_at == now + FORTNIGHT


def test_who_has_a_successor_only_waits_for_the_last_day(client_of, now):
    giver, _successor = giver_and_successor(3)
    (thing,) = client_of(giver).get(ERASURE).context["must"]
    assert (thing.sentence.startswith("Je bent projectleider tot en met"), thing.url) == (True, "")
    erasure = make.ErasureFactory(user=giver, asked_at=now + datetime.timedelta(days=2) - FORTNIGHT)
    assert forgetting.forget_who_asked(now=erasure.due_at) == 1  # on the last day itself, the successor comes tomorrow


def test_the_job_never_runs_into_the_last_of_an_office(now, caplog):
    """Somebody who stays only until today is nobody to leave the office to: that is told, and no fault in a log."""
    person, other = make.project_lead(), make.project_lead()
    erasing.ask(person=person, now=now)
    other.appointments.update(ends_on=make.day(14))
    assert forgetting.forget_who_asked(now=now + FORTNIGHT) == 0
    assert Erasure.objects.get().held_up_at == now + FORTNIGHT
    assert not caplog.records


# Pages


def test_asking_needs_the_password_again(client_of):
    client = client_of(make.teacher())
    answer = client.post("/mijn/gegevens/verwijderen/vragen/")
    assert answer.url.startswith("/account/reauthenticate/")
    assert not Erasure.objects.exists()


def test_asking_and_taking_back_through_the_pages(signed_in):
    person = make.teacher()
    browser = signed_in(person)
    assert browser.get("/mijn/gegevens/verwijderen/vragen/").status_code == 200
    browser.post("/mijn/gegevens/verwijderen/vragen/")
    browser.post("/mijn/gegevens/verwijderen/vragen/")
    assert Erasure.objects.count() == 1
    assert "Nog 14 dagen" in browser.get("/mijn/gegevens/verwijderen/").content.decode()
    assert "/mijn/gegevens/verwijderen/" in browser.get("/mijn-start/").content.decode()
    browser.post("/mijn/gegevens/verwijderen/toch-niet/")
    assert not Erasure.objects.open().exists()
    assert "Zie wat er gebeurt" not in browser.get("/mijn-start/").content.decode()


def test_who_logs_in_during_the_days_can_take_it_back(signed_in):
    person = make.teacher()
    with time_machine.travel("2027-02-01 10:00 +0000", tick=True):
        erasing.ask(person=person, now=make.timezone.now())
    with time_machine.travel("2027-02-14 10:00 +0000", tick=True):
        browser = signed_in(person)
        assert "Nog 1 dag" in browser.get("/mijn/gegevens/verwijderen/").content.decode()
        browser.post("/mijn/gegevens/verwijderen/toch-niet/")
    assert User.objects.get(pk=person.pk).leaves_at is None

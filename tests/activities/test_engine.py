"""Fifty people at once at the last seats, through two web processes: never one seat too many, and nobody lost.

A round is a new activity with its last seats free, or a full one with people waiting. At the same moment others
register (some press twice), people withdraw, leave the waiting list, somebody passes the place on to a colleague,
people choose sessions with two places, the project lead gives a place and changes how many there are, of the activity
and of a session. Afterwards the database is asked what became of everyone, and compared with what each was told.
"""

import collections
import concurrent.futures
import dataclasses
import http.client
import random
from urllib.parse import urlencode

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from bench import server
from bench.pages import database_url
from bench.registration import TOKEN, session_of
from network.activities import actions
from network.activities.models import Activity, Choice, Registration, Session
from network.base.models import OutgoingMail
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
State = Registration.State
ROUNDS, AT_ONCE = 100, 50
PLACES, FREE, WAITING, SESSION = 8, 3, 6, 2
CHOSEN = "Je keuze is bewaard."


@dataclasses.dataclass(frozen=True)
class Press:
    """Somebody presses a button: `what` it means, on which address, and what is sent along."""

    what: str
    person: int
    path: str
    form: dict


@dataclasses.dataclass(frozen=True)
class Answer:
    press: Press
    status: int
    said: tuple = ()

    @property
    def was_busy(self):
        return str(actions.Busy.sentence) in self.said


def send(port, cookie, press):
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    head = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "nl"}
    browser.request("POST", press.path, urlencode({**press.form, "csrfmiddlewaretoken": TOKEN}), head)
    response = browser.getresponse()
    response.read()
    browser.close()
    return Answer(press, response.status, tuple(messages_of(response.headers.get_all("Set-Cookie") or [])))


def messages_of(cookies):
    """What the person is told on the next page."""
    found = [line.split(";")[0].partition("=")[2] for line in cookies if line.startswith("messages=")]
    storage = CookieStorage(HttpRequest())
    return [str(message) for value in found for message in storage._decode(value.strip('"')) or []]


class Round:
    """One activity, everyone who presses something, and what has to be true afterwards."""

    def __init__(self, people, pair, lead, *, is_full):
        self.lead = lead
        people = random.sample(people, len(people))
        self.activity = factories.ActivityFactory(capacity=PLACES, audience=30, created_by=lead)
        self.newcomers, others = people[PLACES + WAITING :], people[: PLACES + WAITING]
        self.inside = [self.row(person) for person in others[: PLACES if is_full else PLACES - FREE]]
        self.line = [self.row(person, waiting=True) for person in others[PLACES:] if is_full]
        self.add_sessions()
        self.add_pair(*pair)

    def row(self, person, **fields):
        return factories.RegistrationFactory(activity=self.activity, user=person, school_id=None, **fields)

    def add_sessions(self):
        """One that many want, and one whose only place belongs to whoever passes it on."""
        parallel = factories.RoundFactory(activity=self.activity)
        self.wanted = factories.SessionFactory(round=parallel, capacity=SESSION)
        self.passed = factories.SessionFactory(round=parallel, capacity=1)

    def add_pair(self, giver, receiver):
        """Two colleagues of one school, of whom the first takes the place of the last one inside."""
        self.giver, self.receiver = self.inside.pop(), receiver
        Registration.objects.filter(pk=self.giver.pk).update(user=giver, school=min(giver.standing.school_ids))
        self.giver.refresh_from_db()
        factories.ChoiceFactory(registration=self.giver, session=self.passed)

    def presses(self):
        slug = self.activity.slug
        register, withdraw = (reverse(f"activities:activity_{verb}", args=[slug]) for verb in ("register", "withdraw"))
        presses = [Press("register", person.pk, register, {}) for person in self.newcomers]
        presses += [Press("withdraw", row.user_id, withdraw, {}) for row in self.inside[:4] + self.line[:2]]
        sessions = reverse("activities:my_sessions", args=[slug])
        choice = {f"round_{self.wanted.round_id}": self.wanted.pk}
        presses += [Press("choose", row.user_id, sessions, choice) for row in self.inside]
        presses.append(Press("pass", self.giver.user_id, withdraw, {"colleague": self.receiver.pk}))
        size = reverse("activities:session_edit", args=[slug, self.wanted.pk])
        form = {"title": self.wanted.title, "capacity": SESSION + random.choice([-1, 1])}
        presses.append(Press("size", self.lead.pk, size, form))
        for row in self.line[-1:]:
            given = reverse("activities:place_give", args=[slug, row.pk])
            presses.append(Press("give", self.lead.pk, given, {"reason": "Leidt een ronde."}))
        presses.append(Press("change", self.lead.pk, reverse("activities:activity_edit", args=[slug]), self.changed()))
        presses += random.choices([press for press in presses if press.what == "register"], k=AT_ONCE - len(presses))
        return random.sample(presses, len(presses))

    def changed(self):
        """What the form to edit the activity sends with another number of places."""
        client = Client()
        client.force_login(self.lead)
        form = client.get(reverse("activities:activity_edit", args=[self.activity.slug])).context["form"]
        values = {name: form[name].value() for name in form.fields}
        sent = {name: value for name, value in values.items() if value not in (None, "", False)}
        return sent | {"capacity": PLACES + random.choice([-3, 2, 5])}

    def overbooked(self):
        self.activity.refresh_from_db()
        too_many = [self.activity.registrations.confirmed().count() - self.activity.capacity]
        for session in Session.objects.filter(round__activity=self.activity):
            too_many.append(session.choices.count() - session.capacity)
        return max(0, *too_many)

    def check(self, answers):
        """Everyone has what they were told; the line moved as far as it could."""
        active = dict(self.activity.registrations.active().values_list("user", "state"))
        for answer in answers:
            if answer.press.what == "register" and not answer.was_busy:
                assert answer.press.person in active, "told that one is registered, and lost"
            if answer.press.what == "withdraw" and not answer.was_busy:
                assert answer.press.person not in active, "told that one withdrew, and still there"
        counts = collections.Counter(active.values())
        self.activity.refresh_from_db()
        assert (self.activity.seats_taken, self.activity.people_waiting) == (counts["confirmed"], counts["waiting"])
        assert not counts["waiting"] or counts["confirmed"] == self.activity.capacity, "a seat stayed empty"
        self.check_sessions(answers)
        assert self.mail() == self.expected_mail()

    def check_sessions(self, answers):
        """Whoever was told that a choice is kept has it, or gave up the place; what was passed on arrived whole."""
        chosen = dict(Choice.objects.filter(round__activity=self.activity).values_list("registration__user", "session"))
        there = set(self.activity.registrations.confirmed().values_list("user", flat=True))
        for answer in answers:
            if answer.press.what == "choose" and CHOSEN in answer.said and answer.press.person in there:
                assert chosen[answer.press.person] == self.wanted.pk, "told that the choice is kept, and lost"
            if answer.press.what == "pass" and not answer.was_busy:
                assert (self.giver.user_id in there, self.receiver.pk in there) == (False, True)
                assert chosen[self.receiver.pk] == self.passed.pk, "the place in the session did not come along"
        assert chosen.keys() <= there
        for session in (self.wanted, self.passed):
            session.refresh_from_db()
            assert session.seats_taken == list(chosen.values()).count(session.pk)

    def mail(self):
        return OutgoingMail.objects.about(self.activity).count()

    def expected_mail(self):
        """One to whoever registered, one to whoever withdrew, one to whoever moved up."""
        rows = self.activity.registrations
        registered = rows.filter(user__in=[*self.newcomers, self.receiver]).count()
        return registered + rows.filter(state=State.CANCELLED).count() + rows.exclude(promoted_at=None).count()


def play(rounds, application):
    """Play so many rounds against two web processes; yields each with its answers."""
    lead = factories.project_lead(language="nl")
    people = [factories.teacher(factories.SchoolFactory(), language="nl") for _ in range(PLACES + WAITING + 30)]
    school = factories.SchoolFactory()
    pair = [factories.teacher(school, language="nl") for _ in range(2)]
    cookies = {person.pk: session_of(person) for person in [lead, *people, *pair]}
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "WEB_WORKERS": "2", "DATABASE_URL": database_url()}
    pool = concurrent.futures.ThreadPoolExecutor(AT_ONCE)
    with server.running(environment, application) as (port, _pid), pool:
        for number in range(rounds):
            a_round = Round(people, pair, lead, is_full=number % 2)
            presses = a_round.presses()
            assert len(presses) == AT_ONCE
            yield a_round, list(pool.map(lambda press: send(port, cookies[press.person], press), presses))


@pytest.fixture(autouse=True)
def dutch():
    with translation.override("nl"):
        yield


def test_never_one_seat_too_many_and_nobody_lost():
    failed = busy = 0
    for a_round, answers in play(ROUNDS, "pue070.wsgi:application"):
        assert a_round.overbooked() == 0
        failed += sum(answer.status >= 500 for answer in answers)
        busy += sum(answer.was_busy for answer in answers)
        a_round.check(answers)
    assert failed == 0
    assert busy < ROUNDS * AT_ONCE / 100, "hardly anybody is asked to try again"


@pytest.fixture
def without_constraint():
    """The table without the constraint on seats, which otherwise refuses what a missing lock lets through."""
    name = "activity_seats_within_capacity"
    constraint = next(each for each in Activity._meta.constraints if each.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Activity, constraint)
    yield
    Registration.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Activity, constraint)


def test_without_the_lock_there_are_seats_too_many(without_constraint):
    """The negative control: the same rounds find it when the lock is gone."""
    assert any(a_round.overbooked() for a_round, _answers in play(ROUNDS, "tests.activities.without_lock:application"))


def test_without_the_lock_the_constraint_still_holds():
    """And the database has the last word: whatever goes wrong then, nobody sits on a seat that there is not."""
    assert not any(a_round.overbooked() for a_round, _answers in play(10, "tests.activities.without_lock:application"))

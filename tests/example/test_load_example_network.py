"""The command: it fills an empty portal, once, and says with what to sign in."""

import datetime
import io

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db.models import F

from network.activities.models import Activity, Registration
from network.base.models import OutgoingMail
from network.dashboard import example
from network.dashboard.management.commands.load_example_network import spoken_password
from network.people.models import User
from network.practice.models import PracticeStory
from network.schools.models import School
from network.steering.models import FrameworkVersion, Position
from tests.factories import SchoolFactory

ACCOUNTS = ["projectleider", "schoolleider", "leraar", "partner", "beheerder"]


def load(**options):
    said = io.StringIO()
    call_command("load_example_network", stdout=said, **options)
    return said.getvalue()


@pytest.mark.django_db
def test_accounts_are_printed_with_the_password_of_the_environment(monkeypatch):
    monkeypatch.setenv("EXAMPLE_PASSWORD", "zeven bruggen over")
    said = load()
    assert "zeven bruggen over" in said
    for name in [*ACCOUNTS, "schoolleider2", "schoolleider7"]:
        assert f"{name}@voorbeeld.example" in said
        assert User.objects.get(email=f"{name}@voorbeeld.example").check_password("zeven bruggen over")


@pytest.mark.django_db
def test_only_the_named_accounts_can_sign_in():
    load()
    able = {user.email.split("@")[0] for user in User.objects.all() if user.has_usable_password()}
    assert able == {*ACCOUNTS, *(f"schoolleider{number}" for number in range(2, 8))}
    addresses = EmailAddress.objects.filter(verified=True, primary=True, user__email=F("email"))
    assert addresses.count() == User.objects.count()
    assert all(user.email.endswith("@voorbeeld.example") for user in User.objects.all())


@pytest.mark.django_db
def test_standing_of_the_accounts():
    load()
    standing = {name: User.objects.get(email=f"{name}@voorbeeld.example").standing for name in ACCOUNTS}
    assert standing["projectleider"].leads_project
    assert standing["schoolleider"].sits_in_steering_group
    assert standing["leraar"].school_ids == standing["schoolleider"].school_ids
    assert standing["partner"].partner_ids
    assert standing["beheerder"].administers


def test_generated_password_is_long_and_differs_each_time():
    passwords = {spoken_password() for _ in range(50)}
    assert len(passwords) == 50
    assert all(len(password) >= 12 for password in passwords)


@pytest.mark.django_db
def test_second_run_refuses_and_changes_nothing():
    load()
    before = Registration.objects.count()
    with pytest.raises(CommandError, match="Nothing has changed") as refusal:
        load()
    assert refusal.value.returncode == 1
    assert Registration.objects.count() == before


@pytest.mark.django_db
def test_a_single_school_is_enough_to_refuse():
    SchoolFactory()
    with pytest.raises(CommandError):
        load()
    assert School.objects.count() == 1


@pytest.mark.django_db
def test_if_empty_is_quiet_over_data_and_loads_without():
    assert "The example network is ready" in load(if_empty=True)
    assert load(if_empty=True) == ""
    assert School.objects.count() == 7


@pytest.mark.django_db
def test_nothing_stays_when_the_last_room_fails(monkeypatch):
    def fail(made):
        raise RuntimeError("no stories today")

    monkeypatch.setattr(example.practice, "load", fail)
    with pytest.raises(RuntimeError):
        load()
    assert not School.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_no_mail_goes_out(mailoutbox):
    load()
    assert not OutgoingMail.objects.exists()
    assert mailoutbox == []


@pytest.mark.django_db
def test_today_is_the_day_of_the_portal():
    with time_machine.travel("2026-11-23T22:30:00+00:00"):  # half past eleven at night in The Hague
        load()
    assert Activity.objects.get(slug="leren-van-fouten-in-de-klas").starts_at.date() == datetime.date(2026, 11, 12)


def content():
    """Everything that a reader could tell apart, by its own names instead of keys."""
    return [
        list(User.objects.order_by("email").values_list("email", "given_name", "family_name", "joined_at")),
        list(Activity.objects.order_by("slug").values_list("slug", "starts_at", "published_at", "calendar_uid")),
        list(
            Registration.objects.order_by("activity__slug", "user__email").values_list(
                "activity__slug", "user__email", "state", "registered_at", "was_present"
            )
        ),
        list(FrameworkVersion.objects.order_by("framework__slug", "number").values_list("text", "state", "adopted_at")),
        list(Position.objects.order_by("school__slug", "given_at").values_list("school__slug", "stance", "given_at")),
        list(PracticeStory.objects.order_by("slug").values_list("slug", "audience", "published_at")),
    ]


@pytest.mark.django_db
def test_the_same_day_gives_the_same_content():
    from django.db import transaction

    seen = []
    for _ in range(2):
        with transaction.atomic():
            load(today=datetime.date(2027, 3, 28))
            seen.append(content())
            transaction.set_rollback(True)
    assert seen[0] == seen[1]
    assert all(seen[0])

"""The pages of the administrator: accounts and settings, not content."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin import site
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people.links import password_link
from network.people.models import User
from network.privacy.actions.statements import accept
from network.schools.models import Network
from tests.factories import (
    PASSWORD,
    GrantFactory,
    MembershipFactory,
    NetworkFactory,
    OutgoingMailFactory,
    SchoolFactory,
    SchoolHolidayFactory,
    ThemeFactory,
    UserFactory,
    administrator,
    day,
    funder_contact,
    partner_contact,
    project_lead,
    school_leader,
    teacher,
)

HOME, PEOPLE, MAIL = "/beheer/", "/beheer/people/user/", "/beheer/base/outgoingmail/"


@pytest.fixture
def known(client_of):
    """`known(person)`: a browser in which this person just gave the password once more."""

    def confirmed(person):
        client = client_of(person)
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        return client

    return confirmed


@pytest.fixture
def admin_client(known):
    return known(administrator())


def forms_of(page):
    """What an admin page with inlines would send back: the value of every input, text area and choice."""
    data = {}
    for formset in page.context["inline_admin_formsets"]:
        for form in [formset.formset.management_form, *formset.formset.forms]:
            data |= values_of(form)
    return data | values_of(page.context["adminform"].form)


def values_of(form):
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


# Who gets in


def test_a_visitor_signs_in_on_the_page_of_the_portal(client, db):
    for path in [PEOPLE, "/beheer/login/?next=/beheer/people/user/"]:
        *_, last = client.get(path, follow=True).redirect_chain
        assert last == ("/account/login/?next=/beheer/people/user/", 302)


@pytest.mark.parametrize("make", [UserFactory, teacher, school_leader, partner_contact, funder_contact, project_lead])
def test_for_everyone_else_there_is_no_administration(client_of, make):
    client = client_of(make())
    for path in [HOME, "/beheer/login/", PEOPLE, MAIL, "/beheer/bestaat-niet/"]:
        assert client.get(path).status_code == 404


def test_an_office_that_ended_opens_nothing(client_of):
    person, _another = administrator(), administrator()
    person.appointments.update(ends_on=day(-1))
    assert client_of(person).get(HOME).status_code == 404


def test_content_cannot_be_read_here(admin_client):
    rooms = {model._meta.app_label for model in site._registry}
    assert not rooms & {"activities", "steering", "working_groups", "practice", "theme_meetings", "visits"}


@pytest.mark.parametrize("model", ["account/emailaddress", "mfa/authenticator"])
def test_secrets_of_signing_in_cannot_be_read_here(admin_client, model):
    assert admin_client.get(f"/beheer/{model}/").status_code == 403


def test_nobody_writes_code_into_the_queue_here(admin_client):
    assert admin_client.get("/beheer/django_q/schedule/").status_code == 200
    assert admin_client.get("/beheer/django_q/schedule/add/").status_code == 403
    made = admin_client.post("/beheer/django_q/schedule/add/", {"func": "os.getcwd", "schedule_type": "O"})
    assert made.status_code == 403


def test_signing_out_ends_the_session(admin_client):
    assert admin_client.post("/beheer/logout/").url == "/"
    assert admin_client.get(HOME).status_code == 302


# Every page

PAGES = [
    "people/user/",
    "people/user/add/",
    "schools/network/",
    "schools/school/",
    "schools/school/add/",
    "schools/schoolboard/",
    "schools/schoolboard/add/",
    "schools/sector/",
    "schools/theme/",
    "schools/schoolholiday/",
    "schools/schoolholiday/add/",
    "partners/partner/",
    "partners/partner/add/",
    "base/outgoingmail/",
    "django_q/success/",
    "django_q/failure/",
    "django_q/schedule/",
    "django_q/ormq/",
]


@pytest.mark.parametrize("path", ["", *PAGES])
def test_every_page_works_and_has_nothing_that_the_browser_must_refuse(admin_client, path):
    for make in [NetworkFactory, SchoolFactory, ThemeFactory, SchoolHolidayFactory, GrantFactory, OutgoingMailFactory]:
        make()
    response = admin_client.get(f"/beheer/{path}")
    assert response.status_code == 200
    page = response.content.decode()
    assert not re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+=", page)
    assert "script-src" not in response["Content-Security-Policy"]


def test_the_list_of_accounts_costs_the_same_with_many_people(admin_client, same_queries):
    same_queries(lambda: admin_client.get(PEOPLE), teacher)


# Accounts


def test_a_new_account_has_no_password_and_gets_a_link(admin_client):
    data = forms_of(admin_client.get(f"{PEOPLE}add/"))
    data |= {"email": "Nieuw@Proef.example", "given_name": "Noor", "family_name": "van Dam", "send_link": "on"}
    assert admin_client.post(f"{PEOPLE}add/", data).status_code == 302
    person = User.objects.get(email="nieuw@proef.example")
    assert not person.has_usable_password()
    assert person.standing.roles == frozenset()
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.subject) == (person.email, "Je account staat klaar: kies een wachtwoord")
    assert "http://portaal.example/account/password/reset/key/" in mail.text


def test_nobody_sees_or_sets_a_password(admin_client):
    person = teacher()
    page = admin_client.get(f"{PEOPLE}{person.pk}/change/")
    assert person.password not in page.content.decode()
    data = forms_of(page) | {"password": "x", "given_name": "Anders"}
    admin_client.post(f"{PEOPLE}{person.pk}/change/", data)
    changed = User.objects.get(pk=person.pk)
    assert (changed.given_name, changed.password) == ("Anders", person.password)


def test_closing_an_account_ends_its_sessions(admin_client, client_of):
    person = teacher()
    client = client_of(person)
    data = forms_of(admin_client.get(f"{PEOPLE}{person.pk}/change/"))
    del data["is_active"]
    admin_client.post(f"{PEOPLE}{person.pk}/change/", data)
    assert client.get("/mijn/profiel/").status_code == 302


def test_nobody_closes_the_own_account_or_changes_its_address_here(known):
    """The new address is shown to be right by a mail to it, on one's own page."""
    person = administrator()
    client = known(person)
    data = forms_of(client.get(f"{PEOPLE}{person.pk}/change/")) | {"email": "anders@proef.example", "is_active": ""}
    assert client.post(f"{PEOPLE}{person.pk}/change/", data).status_code == 302
    kept = User.objects.get(pk=person.pk)
    assert (kept.is_active, kept.email) == (True, person.email)
    assert not OutgoingMail.objects.exists()


def change(client, person, **changes):
    page = client.get(f"{PEOPLE}{person.pk}/change/")
    return client.post(f"{PEOPLE}{person.pk}/change/", {**forms_of(page), **changes})


def rows_of(prefix, *rows):
    """An inline as a browser could send it, made by hand."""
    old = [row for row in rows if row.get("id")]
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(old)}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


@pytest.mark.parametrize("office", ["PROJECT_LEAD", "ADMINISTRATOR"])
@pytest.mark.parametrize("whose", ["another", "oneself"])
def test_no_office_is_given_here(known, office, whose):
    """On /leden/rollen/ it is, with mail to whom it concerns."""
    me, other = administrator(), teacher()
    person = me if whose == "oneself" else other
    before = list(person.appointments.values("office", "starts_on", "ends_on"))
    new = {"office": office, "starts_on": day(), "ends_on": "", "user": person.pk, "id": ""}
    change(known(me), person, given_name="Anders", **rows_of("appointments", new))
    assert list(person.appointments.values("office", "starts_on", "ends_on")) == before
    assert User.objects.get(pk=person.pk).given_name == "Anders"


def test_no_office_is_ended_or_made_longer_here(admin_client):
    holder = administrator()
    row = holder.appointments.get()
    for ends_on in [day(3), day(-1)]:
        sent = {"id": row.pk, "user": holder.pk, "office": "PROJECT_LEAD", "starts_on": day(), "ends_on": ends_on}
        change(admin_client, holder, **rows_of("appointments", sent))
        kept = holder.appointments.get()
        assert (kept.office, kept.starts_on, kept.ends_on) == ("ADMINISTRATOR", row.starts_on, None)


def test_no_function_is_given_or_ended_here(admin_client):
    """The portal's own page gives places back and ends groups; a date in a table would not."""
    person = teacher()
    row = person.memberships.get()
    ended = {"id": row.pk, "user": person.pk, "school": row.school_id, "function": "SCHOOL_LEADER", "ends_on": day(-1)}
    new = {"id": "", "user": person.pk, "school": SchoolFactory().pk, "function": "TEACHER", "starts_on": day()}
    change(admin_client, person, **rows_of("memberships", {**ended, "starts_on": row.starts_on}, new))
    kept = person.memberships.get()
    assert (kept.pk, kept.function, kept.ends_on) == (row.pk, "TEACHER", None)


def test_offices_and_functions_are_read_here_with_the_way_to_where_they_change(admin_client):
    person = teacher()
    person.appointments.create(office="PROJECT_LEAD", starts_on=day())
    page = admin_client.get(f"{PEOPLE}{person.pk}/change/").content.decode()
    for text in ["projectleider", str(person.memberships.get().school), 'href="/leden/rollen/"']:
        assert text in page
    assert 'name="appointments-0-office"' not in page
    assert 'name="memberships-0-ends_on"' not in page


@pytest.mark.parametrize("make", [project_lead, administrator])
def test_the_account_of_the_last_holder_of_an_office_is_not_closed(known, make):
    last = make()
    me = administrator() if make is project_lead else project_lead()
    if make is project_lead:
        answer = change(known(me), last, is_active="")
        assert answer.status_code == 200
        assert "is_active" in answer.context["adminform"].form.errors
    with pytest.raises(IntegrityError, match="falls vacant"), transaction.atomic():
        User.objects.filter(pk=last.pk).update(is_active=False)
    make()
    assert User.objects.filter(pk=last.pk).update(is_active=False) == 1


def test_a_changed_address_is_told_at_both_and_ends_the_sessions(admin_client, client_of):
    person = teacher(email="oud@proef.example")
    theirs = client_of(person)
    assert change(admin_client, person, email="Nieuw@Proef.example").status_code == 302
    assert User.objects.get(pk=person.pk).email == "nieuw@proef.example"
    said = "Je e-mailadres is gewijzigd in nieuw@proef.example"
    mails = set(OutgoingMail.objects.values_list("to_address", "subject"))
    assert mails == {("oud@proef.example", said), ("nieuw@proef.example", said)}
    assert theirs.get("/mijn/profiel/").url.startswith("/account/login/")


def test_a_link_that_went_to_the_old_address_opens_nothing(admin_client, client):
    person = teacher(email="oud@proef.example")
    link = password_link(person)
    change(admin_client, person, email="nieuw@proef.example")
    page = client.get(urlsplit(link).path, follow=True)
    assert page.context_data["token_fail"] is True


def test_an_address_of_somebody_else_is_refused_in_words(admin_client):
    person, other = teacher(email="oud@proef.example"), teacher()
    answer = change(admin_client, person, email=other.email)
    assert "email" in answer.context["adminform"].form.errors
    assert User.objects.get(pk=person.pk).email == "oud@proef.example"
    assert not OutgoingMail.objects.exists()


def test_saving_an_account_shows_once_more_who_it_is(client_of):
    """Whoever finds an open screen changes no address and takes no second step away; what was filled in is not lost."""
    client, person = client_of(administrator()), teacher(email="oud@proef.example")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    asked = change(client, person, email="nieuw@proef.example")
    assert asked.url.startswith("/account/reauthenticate/")
    assert client.post(PEOPLE, {"action": "take_away_second_step", "_selected_action": [person.pk]}).status_code == 302
    new = {"email": "x@proef.example", "given_name": "X", "family_name": "Y", "language": "nl"}
    assert client.post(f"{PEOPLE}add/", new).url.startswith("/account/reauthenticate/")
    assert User.objects.get(pk=person.pk).email == "oud@proef.example"
    assert Authenticator.objects.filter(user=person).exists()
    assert not User.objects.filter(email="x@proef.example").exists()
    asked = change(client, person, email="nieuw@proef.example")
    client.post(asked.url, {"password": PASSWORD})
    assert User.objects.get(pk=person.pk).email == "nieuw@proef.example"


def act(client, path, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(path, data, follow=True).content.decode()


def test_links_are_sent_to_people_who_may_sign_in(admin_client):
    person, new, closed = teacher(), UserFactory(password=None), teacher(is_active=False)
    page = act(admin_client, PEOPLE, "send_password_link", person, new, closed)
    assert "2 links zijn onderweg." in page
    subjects = dict(OutgoingMail.objects.values_list("to_address", "subject"))
    assert subjects == {
        person.email: "Kies een nieuw wachtwoord",
        new.email: "Je account staat klaar: kies een wachtwoord",
    }


def test_a_lost_phone_does_not_lock_somebody_out(admin_client):
    person = teacher()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "1 persoon logt in zonder tweede stap." in act(admin_client, PEOPLE, "take_away_second_step", person)
    assert not Authenticator.objects.exists()
    assert OutgoingMail.objects.get().to_address == person.email


@pytest.mark.parametrize(
    "path", ["people/user/{user}", "schools/school/{school}", "partners/partner/{partner}", "schools/network/1"]
)
def test_what_ends_is_not_deleted(admin_client, path):
    membership, grant = MembershipFactory(), GrantFactory()
    NetworkFactory()
    pks = {"user": membership.user_id, "school": membership.school_id, "partner": grant.funder_id}
    assert admin_client.post(f"/beheer/{path.format(**pks)}/delete/", {"post": "yes"}).status_code == 403


# The network and its mail


def test_the_network_is_one_row(admin_client):
    fields = {
        "name": "Netwerk",
        "theme_meetings_per_year": 5,
        "people_per_school": 2,
        "visits_per_year": 3,
        "quorum_percent": 60,
    }
    assert admin_client.post("/beheer/schools/network/add/", fields).status_code == 302
    assert list(Network.objects.values_list("pk", "name")) == [(1, "Netwerk")]
    assert admin_client.get("/beheer/schools/network/add/").status_code == 403


def test_the_text_of_mail_is_not_shown(admin_client):
    row = OutgoingMailFactory(text="vertrouwelijk", html="<p>vertrouwelijk</p>", is_secret=True)
    page = admin_client.get(f"{MAIL}{row.pk}/change/").content.decode()
    assert row.subject in page
    assert "vertrouwelijk" not in page
    assert admin_client.post(f"{MAIL}{row.pk}/change/", {"subject": "x"}).status_code == 403


def test_mail_that_was_given_up_is_tried_again(admin_client):
    row, secret = OutgoingMailFactory(given_up=True), OutgoingMailFactory(given_up=True, is_secret=True, text="")
    assert "1 mail wordt opnieuw geprobeerd." in act(admin_client, MAIL, "try_again", row, secret)
    assert list(OutgoingMail.objects.waiting()) == [row]
    assert "Niets om opnieuw te proberen" in act(admin_client, MAIL, "try_again", secret)


def test_mail_is_filtered_by_what_became_of_it(admin_client):
    rows = {
        "waiting": OutgoingMailFactory(),
        "sent": OutgoingMailFactory(sent=True),
        "given_up": OutgoingMailFactory(given_up=True),
    }
    for state, row in rows.items():
        assert list(admin_client.get(f"{MAIL}?state={state}").context["cl"].queryset) == [row]


def test_the_way_in_has_a_name():
    assert reverse("admin:index") == HOME


def test_the_command_line_makes_the_first_administrator(client_of):
    call_command(
        "createsuperuser",
        email="Beheer@proef.example",
        given_name="Noor",
        family_name="van Dam",
        interactive=False,
        verbosity=0,
    )
    person = User.objects.get(email="beheer@proef.example")
    accept(person=person, number=1, now=timezone.now())
    assert client_of(person).get(HOME).status_code == 200
    assert not person.has_usable_password()


def test_the_administrators_first_page_leads_everywhere_the_office_leads(admin_client):
    page = admin_client.get(HOME).content.decode()
    for name in ["settings:network", "membership:office_list", "audit:trail", "privacy_office:home", "health"]:
        assert f'href="{reverse(name)}"' in page
    assert f'href="{reverse("admin:people_user_changelist")}"' in page

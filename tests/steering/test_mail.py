"""What the steering room mails: in the language of its reader, complete, and without markup in plain text."""

import pytest

from network.base.models import OutgoingMail
from network.steering import emails
from tests.factories import (
    DecisionFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    UserFactory,
    day,
    moment,
    school_leader,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    framework = FrameworkFactory(title="Rock & roll in de klas", slug="rock-roll")
    writer = UserFactory(given_name="Sinéad", family_name="O'Connor")
    return FrameworkVersionFactory(
        framework=framework,
        written_by=writer,
        proposed=True,
        text="## Afspraak\n\nWij *oefenen* samen.",
        mandate="- vijf keer\n- 500 euro",
        positions_due_on=day(14),
    )


def only_mail():
    return OutgoingMail.objects.get()


def test_question_for_a_position_is_complete(version, now):
    emails.queue_position_asked(version, to=[school_leader(given_name="Samira")], now=now)
    mail = only_mail()
    assert mail.subject.endswith(": Rock & roll in de klas")
    assert mail.text.startswith(
        "Hallo Samira,\n\nSinéad O'Connor stelt het kader “Rock & roll in de klas” (versie 1) voor"
    )
    assert "http://portaal.example/stuurgroep/kaders/rock-roll/versie/1/\n" in mail.text
    assert "Wij *oefenen* samen." in mail.text
    assert "- 500 euro" in mail.text
    assert "<h3>Afspraak</h3>" in mail.html
    assert "<em>oefenen</em>" in mail.html
    assert "Rock &amp; roll" in mail.html
    assert '<html lang="nl">' in mail.html


def test_every_reader_gets_the_own_language(version, now):
    people = [school_leader(language="nl"), school_leader(language="en")]
    emails.queue_position_asked(version, to=people, now=now)
    subjects = dict(OutgoingMail.objects.values_list("to_address", "subject"))
    assert subjects[people[0].email].startswith("Geef je standpunt tot en met ")
    assert subjects[people[1].email].startswith("Give your position before the end of ")


@pytest.mark.parametrize(
    ("queue", "subject", "sentence"),
    [
        (emails.queue_reminder, "Herinnering: je standpunt over Rock & roll in de klas", "nog geen standpunt gegeven"),
        (emails.queue_withdrawn, "Ingetrokken: Rock & roll in de klas", "Je standpunt is niet meer nodig."),
        (emails.queue_rewritten, "Wordt herschreven: Rock & roll in de klas", "Bij de volgende versie vragen we je"),
    ],
)
def test_other_mail_about_a_proposal(version, now, queue, subject, sentence):
    by = {} if queue is emails.queue_reminder else {"by": version.written_by}
    queue(version, to=[school_leader()], now=now, **by)
    mail = only_mail()
    assert mail.subject == subject
    assert sentence in mail.text
    assert sentence in mail.html
    assert "http://portaal.example/stuurgroep/kaders/rock-roll/" in mail.text


def test_mail_about_an_adoption_says_what_groups_may_do(now):
    version = FrameworkVersionFactory(adopted=True, mandate="Vijf bijeenkomsten.")
    decision = DecisionFactory(version=version, review_on=day(365), decided_at=moment())
    emails.queue_adopted(decision, to=[school_leader()], now=now)
    mail = only_mail()
    assert mail.subject == f"Geldt vanaf vandaag: {version.framework}"
    assert "Vijf bijeenkomsten." in mail.text
    assert f"http://portaal.example{decision.get_absolute_url()}" in mail.text
    assert "De stuurgroep bekijkt het opnieuw op" in mail.text

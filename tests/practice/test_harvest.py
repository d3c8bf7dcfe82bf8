"""Six weeks after a meeting: the question, the answer, and the draft that only its author reads."""

import datetime

import pytest
import time_machine

from network.base.models import OutgoingMail
from network.people.audience import Audience
from network.practice import tasks
from network.practice.models import PracticeStory
from network.theme_meetings.models import Harvest
from tests import factories as make

pytestmark = pytest.mark.django_db
END = datetime.datetime(2027, 3, 30, 15, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def harvest():
    meeting = make.ThemeMeetingFactory(title="Samen lezen", starts_at=END - 2 * HOUR, ends_at=END)
    return make.HarvestFactory(registration__activity=meeting, will_try="Elke les beginnen met een vraag.")


def path(harvest):
    return f"/verhalen/oogst/{harvest.pk}/"


def run_at(moment):
    with time_machine.travel(moment, tick=False):
        return tasks.ask_how_it_went()


def test_after_six_weeks_one_mail_asks_whether_it_worked(harvest):
    assert [run_at(END + 6 * WEEK - HOUR), run_at(END + 6 * WEEK), run_at(END + 7 * WEEK)] == [0, 1, 0]
    mail = OutgoingMail.objects.get()
    assert mail.to_address == harvest.registration.user.email
    assert "Elke les beginnen met een vraag." in mail.text
    assert f"http://portaal.example{path(harvest)}" in mail.text
    assert mail.about == ""  # organisers read the list of mail about a meeting; this is between two


@pytest.mark.parametrize("person", [{"wants_reminders": False}, {"is_active": False}])
def test_who_does_not_want_it_is_not_asked(harvest, person):
    type(harvest.registration.user).objects.filter(pk=harvest.registration.user_id).update(**person)
    assert run_at(END + 6 * WEEK) == 0


def test_who_told_already_is_not_asked(harvest, client_of):
    client_of(harvest.registration.user).post(path(harvest), {"outcome": "worked", "told": ""})
    assert run_at(END + 6 * WEEK) == 0


@pytest.mark.parametrize("outcome", ["worked", "partly", "did_not"])
def test_the_answer_begins_a_story_that_only_its_author_reads(harvest, client_of, outcome):
    author = harvest.registration.user
    answer = client_of(author).post(path(harvest), {"outcome": outcome, "told": "De helft deed mee."})
    story = PracticeStory.objects.get()
    assert answer.url == f"/verhalen/{story.slug}/wijzigen/"
    assert (story.author, story.audience, story.published_at) == (author, Audience.ONLY_ME, None)
    assert (story.wanted, story.happened) == ("Elke les beginnen met een vraag.", "De helft deed mee.")
    assert (story.title, story.activity) == ("Na “Samen lezen”", harvest.registration.activity.activity_ptr)
    for reader in (make.project_lead(), make.administrator(), harvest.registration.activity.created_by):
        assert client_of(reader).get(story.get_absolute_url()).status_code == 404


def test_what_was_not_tried_begins_no_story(harvest, client_of):
    client_of(harvest.registration.user).post(path(harvest), {"outcome": "not_tried", "told": ""})
    assert not PracticeStory.objects.exists()
    harvest.refresh_from_db()
    assert harvest.outcome == Harvest.Outcome.NOT_TRIED


def test_putting_it_better_makes_no_second_story(harvest, client_of):
    client = client_of(harvest.registration.user)
    client.post(path(harvest), {"outcome": "worked", "told": "Goed."})
    client.post(path(harvest), {"outcome": "partly", "told": "Toch niet helemaal."})
    assert PracticeStory.objects.count() == 1
    harvest.refresh_from_db()
    assert harvest.told == "Toch niet helemaal."


def test_a_title_that_is_taken_gets_a_number(harvest, client_of):
    make.PracticeStoryFactory(author=harvest.registration.user, title="Na “Samen lezen”")
    client_of(harvest.registration.user).post(path(harvest), {"outcome": "worked", "told": "Goed."})
    assert PracticeStory.objects.filter(title="Na “Samen lezen” (2)").exists()


def test_an_answer_without_a_choice_comes_back(harvest, client_of):
    page = client_of(harvest.registration.user).post(path(harvest), {"told": "Ik weet het niet."}).content.decode()
    assert "Ik weet het niet." in page
    assert not PracticeStory.objects.exists()


def test_it_is_for_whoever_wrote_it_alone(harvest, client_of):
    for other in (make.teacher(), make.project_lead()):
        assert client_of(other).get(path(harvest)).status_code == 404

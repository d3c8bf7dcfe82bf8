import pytest
from django.urls import reverse

from network.people.audience import Audience
from network.practice.models import PracticeStory, Response
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = {"title": "Een vraag per les", "wanted": "", "did": "Vragen.", "happened": "Stilte.", "differently": ""}


def address(name, story):
    return reverse(f"practice:{name}", args=[story.slug])


def titles(response):
    return [story.title for story in response.context["page_obj"]]


def test_visitor_sees_public_stories_only(client_of):
    shown = factories.PracticeStoryFactory(public=True)
    factories.PracticeStoryFactory(audience=Audience.FUNDERS)

    response = client_of().get(reverse("practice:story_list"))

    assert titles(response) == [shown.title]
    assert not response.context["can_write"]


def test_list_shows_latest_first_and_filters_by_theme_and_school(client_of):
    theme, school = factories.ThemeFactory(), factories.SchoolFactory()
    by_theme = factories.PracticeStoryFactory(theme=theme, published_at=factories.moment(-3))
    by_school = factories.PracticeStoryFactory(author=factories.teacher(school), published_at=factories.moment(-1))
    browser, url = client_of(factories.teacher()), reverse("practice:story_list")

    assert titles(browser.get(url)) == [by_school.title, by_theme.title]
    assert titles(browser.get(url, {"theme": theme.slug})) == [by_theme.title]
    assert titles(browser.get(url, {"school": school.slug})) == [by_school.title]
    assert titles(browser.get(url, {"theme": theme.slug, "school": school.slug})) == []


def test_filter_offers_no_themes_that_ended_unless_one_is_chosen(client_of):
    now, last_day = factories.ThemeFactory(), factories.ThemeFactory(ended_on=factories.day())
    ended = factories.ThemeFactory(ended_on=factories.day(-1))
    browser, url = client_of(), reverse("practice:story_list")

    def offered(**asked):
        return set(browser.get(url, asked).context["themes"])

    assert offered() == {now, last_day}
    assert offered(theme=ended.slug) == {now, last_day, ended}


@pytest.mark.parametrize(
    ("reader", "links"),
    [(factories.teacher, True), (factories.partner_contact, True), (factories.funder_contact, False)],
)
def test_who_responded_is_a_link_for_whoever_may_see_people(client_of, reader, links):
    story = factories.PracticeStoryFactory(audience=Audience.FUNDERS)
    response = factories.ResponseFactory(story=story, said_to=Audience.FUNDERS)

    page = client_of(reader()).get(story.get_absolute_url()).text

    assert str(response.author) in page
    assert (f'href="{response.author.get_absolute_url()}"' in page) is links


def test_list_costs_the_same_whatever_its_length(client_of, same_queries):
    reader = factories.teacher()
    browser = client_of(reader)

    def add():
        factories.PracticeStoryFactory(theme=factories.ThemeFactory())
        factories.PracticeStoryFactory(author=reader, draft=True)

    assert same_queries(lambda: browser.get(reverse("practice:story_list")), add) <= 8


def test_story_costs_the_same_however_many_responses(client_of, same_queries):
    story = factories.PracticeStoryFactory()
    browser = client_of(factories.teacher())

    def add():
        factories.ResponseFactory(story=story, said_to=Audience.SCHOOLS)

    assert same_queries(lambda: browser.get(story.get_absolute_url()), add) <= 12


@pytest.mark.parametrize("make", [factories.project_lead, factories.administrator, factories.teacher])
@pytest.mark.parametrize(
    "name", ["story_detail", "story_edit", "story_publish", "story_take_back", "story_delete", "response_give"]
)
def test_story_of_another_school_does_not_exist(client_of, make, name):
    story = factories.PracticeStoryFactory(audience=Audience.MY_SCHOOL)
    browser = client_of(make())

    response = browser.post(address(name, story)) if name == "response_give" else browser.get(address(name, story))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["story_edit", "story_publish", "story_take_back", "story_delete"])
def test_reader_cannot_change_a_story(client_of, name):
    story = factories.PracticeStoryFactory()

    assert client_of(factories.teacher()).get(address(name, story)).status_code == 403


def test_visitor_of_a_public_story_sees_no_responses_and_no_form(client_of):
    story = factories.PracticeStoryFactory(public=True)
    factories.ResponseFactory(story=story, said_to=Audience.PUBLIC, text="Onder collega's gezegd.")

    response = client_of().get(story.get_absolute_url())

    assert response.status_code == 200
    assert "Onder collega" not in response.text
    assert response.context["form"] is None


def test_visitor_does_not_see_the_framework_or_a_meeting_of_the_schools(client_of):
    framework, meeting = factories.framework_in_force(), factories.ThemeMeetingFactory(past=True)
    story = factories.PracticeStoryFactory(public=True, framework=framework, activity=meeting)

    seen = client_of().get(story.get_absolute_url()).context
    member = client_of(factories.teacher()).get(story.get_absolute_url()).context

    assert (seen["framework"], seen["activity"]) == (None, None)
    assert (member["framework"], member["activity"].pk) == (framework, meeting.pk)


def test_write_saves_a_draft_of_the_own_school(client_of):
    author = factories.teacher()

    response = client_of(author).post(reverse("practice:story_write"), TEXT)

    story = PracticeStory.objects.get()
    assert (story.author, story.school_id, story.published_at) == (author, *author.standing.school_ids, None)
    assert response.url == story.get_absolute_url()


def test_write_and_go_on_leads_to_the_ladder(client_of):
    response = client_of(factories.teacher()).post(reverse("practice:story_write"), {**TEXT, "share": "1"})

    assert response.url == address("story_publish", PracticeStory.objects.get())


def test_write_twice_keeps_the_text_and_says_why(client_of):
    browser = client_of(factories.teacher())
    browser.post(reverse("practice:story_write"), TEXT)

    response = browser.post(reverse("practice:story_write"), TEXT)

    assert PracticeStory.objects.count() == 1
    assert response.context["form"].errors.keys() == {"title"}
    assert "Stilte." in response.text


def test_write_from_a_meeting_fills_in_where_it_began(client_of):
    meeting = factories.ThemeMeetingFactory(past=True, theme=factories.ThemeFactory())

    page = client_of(factories.teacher()).get(reverse("practice:story_write"), {"activity": meeting.slug})

    initial = page.context["form"].initial
    assert (initial["activity"].pk, initial["theme"], initial["framework"]) == (meeting.pk, meeting.theme_id, None)


def test_someone_of_two_schools_says_for_which_one_writes(client_of):
    author, other = factories.teacher(), factories.SchoolFactory()
    factories.MembershipFactory(user=author, school=other)
    browser = client_of(author)

    refused = browser.post(reverse("practice:story_write"), TEXT)
    browser.post(reverse("practice:story_write"), {**TEXT, "school": other.pk})

    assert refused.context["form"].errors.keys() == {"school"}
    assert PracticeStory.objects.get().school == other


def test_outsider_does_not_write(client_of):
    assert client_of(factories.administrator()).get(reverse("practice:story_write")).status_code == 404


def test_edit_of_a_shared_story_cannot_empty_what_others_read(client_of):
    story = factories.PracticeStoryFactory()

    response = client_of(story.author).post(address("story_edit", story), {**TEXT, "happened": ""})

    assert response.context["form"].errors.keys() == {"happened"}
    story.refresh_from_db()
    assert story.happened == "De eerste weken bleef het stil."


def test_publish_shows_who_reads_and_shares_with_the_chosen_circle(client_of):
    story = factories.PracticeStoryFactory(draft=True)
    factories.teacher(story.school, given_name="Collega", family_name="Hiernaast")
    browser = client_of(story.author)

    page = browser.get(address("story_publish", story))
    response = browser.post(address("story_publish", story), {"circle": "10"})

    assert "Collega Hiernaast" in page.text
    story.refresh_from_db()
    assert (story.audience, story.is_published, response.url) == (Audience.MY_SCHOOL, True, story.get_absolute_url())


@pytest.mark.parametrize("circle", ["", "99", "20-1"])
def test_publish_with_a_circle_that_is_not_there_changes_nothing(client_of, circle):
    story = factories.PracticeStoryFactory(draft=True)

    response = client_of(story.author).post(address("story_publish", story), {"circle": circle})

    assert response.context["form"].errors.keys() == {"circle"}
    story.refresh_from_db()
    assert not story.is_published


def test_take_back_asks_first(client_of):
    story = factories.PracticeStoryFactory()
    browser = client_of(story.author)

    assert browser.get(address("story_take_back", story)).status_code == 200
    assert PracticeStory.objects.published().exists()
    browser.post(address("story_take_back", story))
    assert not PracticeStory.objects.published().exists()


def test_shared_story_is_taken_back_before_it_can_be_thrown_away(client_of):
    story = factories.PracticeStoryFactory()

    response = client_of(story.author).post(address("story_delete", story))

    assert response.url == address("story_take_back", story)
    assert PracticeStory.objects.exists()


def test_response_is_shown_below_the_story(client_of):
    story = factories.PracticeStoryFactory()
    browser = client_of(factories.teacher())

    response = browser.post(address("response_give", story), {"kind": "tried", "text": "Bij ons ook."})

    assert response.url == f"{story.get_absolute_url()}#responses"
    assert "Bij ons ook." in browser.get(story.get_absolute_url()).text


def test_empty_response_comes_back_with_the_page(client_of):
    story = factories.PracticeStoryFactory()

    response = client_of(factories.teacher()).post(address("response_give", story), {"kind": "tried", "text": " "})

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"text"}
    assert not Response.objects.exists()


def test_visitor_logs_in_before_responding(client_of):
    story = factories.PracticeStoryFactory(public=True)

    response = client_of().post(address("response_give", story), {"kind": "tried", "text": "Hallo"})

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_own_response_can_be_taken_back_from_the_page(client_of):
    story = factories.PracticeStoryFactory()
    response = factories.ResponseFactory(story=story, said_to=Audience.SCHOOLS)
    url = reverse("practice:response_remove", args=[story.slug, response.pk])

    assert url in client_of(response.author).get(story.get_absolute_url()).text
    assert url not in client_of(story.author).get(story.get_absolute_url()).text
    assert client_of(story.author).post(url).status_code == 403
    client_of(response.author).post(url)
    assert not Response.objects.exists()


def test_story_names_the_circle_it_is_shared_with():
    group = factories.WorkingGroupFactory(name="Werkgroep Taal")
    story = factories.PracticeStoryFactory(working_group=group, audience=Audience.WORKING_GROUP)

    assert story.shared_with == "Werkgroep Taal"
    story.audience = Audience.MY_SCHOOL
    assert story.shared_with == story.school.name
    story.audience = Audience.SCHOOLS
    assert story.shared_with == "de scholen"


def test_writing_says_which_parts_are_needed_before_sharing(client_of):
    page = client_of(factories.teacher(language="en")).get(reverse("practice:story_write")).content.decode()
    assert page.count("(needed before you share it)") == 2

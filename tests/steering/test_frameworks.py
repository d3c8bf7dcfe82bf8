"""Writing frameworks: drafts, saving beside each other, new versions."""

import pytest

from network.steering import actions
from network.steering.models import Framework, FrameworkVersion
from tests.factories import (
    FrameworkFactory,
    FrameworkVersionFactory,
    GoalFactory,
    framework_in_force,
    framework_proposed,
    school_leader,
)

pytestmark = pytest.mark.django_db
State = FrameworkVersion.State


def write(title="Taal in elke les", **fields):
    fields = {"goals": [GoalFactory()], "text": "Wij oefenen.", "mandate": "Vijf keer.", **fields}
    return actions.write_framework(title=title, **fields)


def save(version, *, revision=None, by=None, now, **fields):
    fields = {"text": "Anders.", "mandate": "Zes keer.", **fields}
    revision = version.revision if revision is None else revision
    return actions.save_version(version=version, revision=revision, by=by or version.written_by, now=now, **fields)


def test_framework_begins_with_a_draft(now):
    leader, goal = school_leader(), GoalFactory()
    draft = write(goals=[goal], by=leader, now=now)
    assert (draft.number, draft.state, draft.written_by, draft.written_at) == (1, State.DRAFT, leader, now)
    assert (draft.framework.title, draft.framework.slug) == ("Taal in elke les", "taal-in-elke-les")
    assert list(draft.framework.goals.all()) == [goal]


@pytest.mark.parametrize(
    ("titles", "slug"),
    [
        (["Taal!", "Taal?"], "taal-2"),
        (["Nieuw"], "nieuw-2"),  # /kaders/nieuw/ is the page to write one
        (["…"], "framework"),
        (["x" * 120], "x" * 75),
    ],
)
def test_every_framework_gets_an_address_of_its_own(now, titles, slug):
    for title in titles:
        draft = write(title, by=school_leader(), now=now)
    assert draft.framework.slug == slug


def test_saving_notes_who_and_when(now):
    version, colleague = FrameworkVersionFactory(), school_leader()
    save(version, text="Beter.", mandate="Acht keer.", by=colleague, now=now)
    version.refresh_from_db()
    assert (version.text, version.mandate, version.revision) == ("Beter.", "Acht keer.", 1)
    assert (version.edited_by, version.edited_at) == (colleague, now)


def test_second_writer_does_not_overwrite_the_first(now):
    version, first, second = FrameworkVersionFactory(), school_leader(), school_leader()
    save(version, revision=0, text="Van de eerste.", by=first, now=now)
    with pytest.raises(actions.EditedMeanwhile) as refused:
        save(version, revision=0, text="Van de tweede.", by=second, now=now)
    assert (refused.value.current.text, refused.value.current.edited_by) == ("Van de eerste.", first)
    version.refresh_from_db()
    assert (version.text, version.revision) == ("Van de eerste.", 1)


def test_same_text_sent_twice_is_saved_once(now):
    version = FrameworkVersionFactory()
    for _press in range(2):
        save(version, revision=0, text="Dubbel.", now=now)
    version.refresh_from_db()
    assert (version.text, version.revision) == ("Dubbel.", 1)


@pytest.mark.parametrize("state", ["proposed", "adopted", "superseded", "withdrawn"])
def test_only_a_draft_can_be_saved(now, state):
    version = FrameworkVersionFactory(**{state: True})
    with pytest.raises(actions.NotADraft):
        save(version, now=now)


def test_title_and_goals_change_until_something_was_adopted(now):
    version, goal = FrameworkVersionFactory(), GoalFactory()
    save(version, title="Andere naam", goals=[goal], now=now)
    framework = Framework.objects.get(pk=version.framework_id)
    assert (framework.title, list(framework.goals.all())) == ("Andere naam", [goal])
    assert framework.slug == version.framework.slug


def test_title_stays_once_something_was_adopted(now):
    framework = framework_in_force(title="Vaste naam")
    draft = FrameworkVersionFactory(framework=framework, number=2)
    save(draft, title="Andere naam", goals=[GoalFactory()], now=now)
    framework.refresh_from_db()
    assert framework.title == "Vaste naam"


def test_new_version_copies_the_one_in_force(now):
    framework, leader = FrameworkFactory(), school_leader()
    FrameworkVersionFactory(framework=framework, number=1, adopted=True, text="Geldt.", mandate="Twee.")
    FrameworkVersionFactory(framework=framework, number=2, withdrawn=True, text="Van tafel.")
    draft = actions.start_new_version(framework=framework, by=leader, now=now)
    assert (draft.number, draft.state, draft.text, draft.mandate) == (3, State.DRAFT, "Geldt.", "Twee.")
    assert draft.written_by == leader


def test_new_version_copies_the_last_one_where_none_is_in_force(now):
    version = FrameworkVersionFactory(withdrawn=True, text="Van tafel.")
    draft = actions.start_new_version(framework=version.framework, by=school_leader(), now=now)
    assert (draft.number, draft.text) == (2, "Van tafel.")


@pytest.mark.parametrize("make", [framework_proposed, lambda: FrameworkVersionFactory().framework])
def test_one_version_at_a_time_is_in_the_making(now, make):
    framework = make()
    with pytest.raises(actions.NewVersionInTheMaking):
        actions.start_new_version(framework=framework, by=school_leader(), now=now)
    assert framework.versions.count() == 1

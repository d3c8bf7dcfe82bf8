"""Nothing about people is forgotten: every table that points at a person is in the registry."""

import pghistory
import pytest
from django.apps import apps
from django.db.models import CharField, EmailField, ForeignKey, TextField

from network.people.models import User
from network.privacy.registry import CATEGORIES, AtErasure, holdings, rules
from network.privacy.registry.category import period_in_words

CLAIMED = {(holding.model, field) for holding in holdings() for field in holding.of}

# Tables without a foreign key to people that hold something about them all the same.
HIDDEN = {
    "base.OutgoingMail",
    "account.EmailConfirmation",
    "pghistory.Context",
    "people.JoinRequest",
    "activities.Guest",
}


def points_at_people():
    """Every (model, field) with a foreign key to people, those of the audit trail and of libraries too."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, ForeignKey) and field.related_model is User:
                    yield model, field.name


def is_covered(model, field):
    """An event of the trail goes with the table it tells of; of an account itself it is the account."""
    if issubclass(model, pghistory.models.Event):
        return field == "pgh_obj" or is_covered(model.pgh_tracked_model._meta.concrete_model, field)
    return (model._meta.label, field) in CLAIMED


def test_every_table_that_points_at_people_is_in_a_category():
    assert [(model._meta.label, field) for model, field in points_at_people() if not is_covered(model, field)] == []


def test_a_table_in_no_category_is_noticed(monkeypatch):
    monkeypatch.setattr("tests.privacy.test_registry.CLAIMED", CLAIMED - {("steering.Position", "given_by")})
    missing = {model._meta.label for model, field in points_at_people() if not is_covered(model, field)}
    assert missing == {"steering.Position", "steering.PositionEvent"}


def test_tables_that_hide_people_are_in_a_category():
    assert {holding.model for holding in holdings() if holding.find} == HIDDEN


def test_every_holding_names_a_table_and_columns_that_exist(db):
    person = User(pk=1)
    for holding in holdings():
        if holding.of or holding.find:
            list(holding.rows_of(person).values_list(*holding.shows))


def test_what_an_account_says_in_words_is_blanked_also_in_the_trail():
    (account,) = [holding for holding in holdings() if holding.model == "people.User"]
    texts = {f.name for f in User._meta.local_fields if isinstance(f, CharField | TextField | EmailField)}
    assert texts - set(account.blanks) == {"password", "language", "photo_consent_version"}
    assert set(User.trail_personal["id"]) == set(account.blanks) - User.trail_texts["exclude"]


def test_every_category_says_why_and_how_long():
    assert len({category.key for category in CATEGORIES}) == len(CATEGORIES)
    for category in CATEGORIES:
        assert category.title
        assert category.purpose
        assert category.seen_by
        assert category.terms


def test_every_table_of_the_trail_has_a_term():
    events = {model._meta.label for model in apps.get_models() if issubclass(model, pghistory.models.Event)}
    timed = {holding.model for _category, holding, _expiry in rules()}
    assert {label for label in events - timed if apps.get_model(label)._meta.managed} == set()


def test_what_goes_is_about_one_person_alone():
    gone = {holding.model for holding in holdings() if holding.at_erasure is AtErasure.GONE}
    assert gone == {
        "account.EmailAddress",
        "account.EmailConfirmation",
        "mfa.Authenticator",
        "people.Session",
        "people.User_themes",
        "socialaccount.SocialAccount",
        "people.JoinRequest",
        "people.Invitation",
        "activities.Answer",
        "activities.CalendarFeed",
        "activities.Choice",
        "activities.CoEditor",
        "activities.Material",
        "activities.Notice",
        "activities.Invitation",
        "theme_meetings.Certificate",
        "theme_meetings.EvaluationGiven",
        "theme_meetings.Harvest",
        "practice.PracticeStory",
        "base.OutgoingMail",
        "privacy.OwnDataCopy",
    }


@pytest.mark.parametrize(("days", "words"), [(0, "at once"), (7, "7 days"), (365, "1 year"), (730, "2 years")])
def test_terms_in_words(days, words):
    import datetime

    from django.utils.translation import override

    with override("en"):
        assert period_in_words(datetime.timedelta(days=days)) == words

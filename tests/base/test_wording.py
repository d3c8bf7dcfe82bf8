"""In Dutch the portal says "je" to everybody, also in what its libraries say."""

import re

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import trans_real

from network.people.models import User

FORMAL = re.compile(r"(?<![.\w])([Uu]|[Uu]w|[Uu]zelf)(?![.\w])")

NEVER_SHOWN = (
    "Designates whether this user should be treated as active.",  # a field of Django's own accounts; ours are others
    "Forgotten your password?",  # Django's pages about passwords; the portal has those of allauth in its own words
    "If you don’t receive an email, please make sure",
    "In case you’ve forgotten, you are:",
    "Please enter your old password, for security’s sake",
    "We’ve emailed you instructions for setting your password",
    "You're receiving this email because you requested a password reset",
    "Your old password was entered incorrectly.",
    "Your password has been set.",
    "Your password was changed.",
    "If you are using the <meta name=",  # Django's page about forged requests; ours is base.views.csrf_failure
    "If you have configured your browser to disable",
    "You are seeing this message because this",
    "You are seeing this page because",  # the first page of an empty project, while developing
)
"""Beginnings of what Django can say and nobody here gets to see."""


def dutch():
    """All there is to say in Dutch, of Django, its libraries and the portal, as it comes out: (English, Dutch)."""
    found = {}
    for catalogue in reversed(trans_real.translation("nl")._catalog._catalogs):
        found |= catalogue
    return [(key[0] if isinstance(key, tuple) else key, text) for key, text in found.items()]


def test_everything_that_somebody_may_read_says_je():
    formal = [english for english, text in dutch() if FORMAL.search(str(text))]
    assert [english for english in formal if not english.startswith(NEVER_SHOWN)] == []


def test_the_list_of_what_nobody_sees_names_nothing_that_is_gone():
    everything = [english for english, _text in dutch()]
    assert [begin for begin in NEVER_SHOWN if not any(english.startswith(begin) for english in everything)] == []


PERSON = {"email": "noor.vanproef@proef.example", "given_name": "Noorderlicht", "family_name": "van Proef"}


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kort", "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
        ("qwertyqwerty", "Dit wachtwoord komt te vaak voor."),
        ("73519284736152", "Dit wachtwoord bestaat alleen uit cijfers."),
        ("Noorderlicht1", "Dit wachtwoord lijkt te veel op"),
    ],
)
@pytest.mark.django_db
def test_what_is_wrong_with_a_password_is_said_in_our_words(password, said):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(**PERSON))
    assert any(message.startswith(said) for message in refused.value.messages), refused.value.messages
    assert not any(FORMAL.search(message) for message in refused.value.messages)


def field_kinds():
    return {kind for name in forms.fields.__all__ if issubclass(kind := getattr(forms, name), forms.Field)} | {
        forms.ModelChoiceField,
        forms.ModelMultipleChoiceField,
    }


def messages():
    """What every kind of form field and every validator says of what is wrong."""
    for kind in field_kinds():
        for owner in kind.__mro__:
            yield from getattr(owner, "default_error_messages", {}).values()
    for validator in vars(validators).values():
        if isinstance(validator, type):
            yield from filter(None, [getattr(validator, "message", None)])
            messages = getattr(validator, "messages", {})
            yield from messages.values() if isinstance(messages, dict) else []  # of its errors, they are a property


def test_every_message_of_a_form_has_dutch_words_that_say_je():
    wrong = []
    for message in messages():
        if isinstance(message, str):
            continue
        with translation.override("en"):
            english = text_of(message)
        with translation.override("nl"):
            text = text_of(message)
        if text == english or FORMAL.search(text):
            wrong.append((english, text))
    assert wrong == []


def text_of(message):
    """A sentence; of one that depends on a number, which by itself has no words, for two."""
    return str(message) or str(message % {"limit_value": 2, "show_value": 1, "max": 2, "min": 2, "length": 3})

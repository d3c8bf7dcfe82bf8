"""What the database does by itself about accounts: person_has_one_address."""

import pytest
from allauth.account.models import EmailAddress

from network.people.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def addresses():
    return list(EmailAddress.objects.values_list("email", "verified", "primary"))


def test_address_of_a_new_account_counts_as_verified():
    User.objects.bulk_create([UserFactory.build(email="anna@proef.example")])
    assert addresses() == [("anna@proef.example", True, True)]


def test_old_address_no_longer_opens_the_account():
    person = UserFactory(email="anna@proef.example")
    User.objects.filter(pk=person.pk).update(email="anna@nieuw.example")
    assert addresses() == [("anna@nieuw.example", True, True)]

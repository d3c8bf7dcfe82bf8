"""Every factory makes rows that the database accepts, more than once and with each of its traits."""

import inspect

import pytest
from factory.django import DjangoModelFactory

from network.people.standing import Role
from tests import factories

FACTORIES = [
    thing
    for thing in vars(factories).values()
    if inspect.isclass(thing) and issubclass(thing, DjangoModelFactory) and thing is not DjangoModelFactory
]


@pytest.mark.parametrize("made_by", FACTORIES, ids=lambda made_by: made_by.__name__)
def test_factory_makes_rows_with_every_trait(db, made_by):
    made_by()
    made_by()
    for trait in made_by._meta.parameters.keys() - {"asked", "decided"}:
        made_by(**{trait: True})


@pytest.mark.parametrize(
    ("make", "role"),
    [
        (factories.teacher, Role.TEACHER),
        (factories.stand_in, Role.TEACHER),
        (factories.specialist, Role.SPECIALIST),
        (factories.school_leader, Role.SCHOOL_LEADER),
        (factories.partner_contact, Role.PARTNER_CONTACT),
        (factories.funder_contact, Role.PARTNER_CONTACT),
        (factories.project_lead, Role.PROJECT_LEAD),
        (factories.administrator, Role.ADMINISTRATOR),
    ],
)
def test_person_made_by_role_has_just_that_role(db, make, role):
    assert make().standing.roles == {role}

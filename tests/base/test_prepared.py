"""A prepared query answers as the queryset it was made from, with other parameters and without building SQL again."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.base.prepared import Form, prepared
from network.people.models import User
from network.schools.models import School
from tests import factories


@pytest.mark.django_db
def test_prepared_answers_for_each_parameter():
    one, two = factories.SchoolFactory(), factories.SchoolFactory()
    by_key = prepared(lambda *, pk: School.objects.filter(pk=pk).select_related("board"))

    assert by_key(pk=one.pk) == [one]
    assert by_key(pk=two.pk) == [two]
    assert by_key(pk=two.pk + 1) == []


@pytest.mark.django_db
def test_prepared_keeps_joins_annotations_and_values():
    school = factories.SchoolFactory()
    teacher = factories.teacher(school=school)
    today = datetime.date.today()  # noqa: DTZ011
    joined = prepared(lambda *, pk: School.objects.filter(pk=pk).select_related("board"))
    people = prepared(lambda *, pk, on: User.objects.with_standing(on=on).filter(pk=pk))
    names = prepared(lambda *, name: School.objects.filter(name=name).values_list("name", flat=True))

    with CaptureQueriesContext(connection) as queries:
        assert joined(pk=school.pk)[0].board.name == school.board.name
    assert len(queries) == 1
    assert people(pk=teacher.pk, on=today)[0].standing.school_ids == frozenset({school.pk})
    assert names(name=school.name) == [school.name]


@pytest.mark.django_db
def test_prepared_builds_its_sql_once():
    built = []

    @prepared
    def by_key(*, pk):
        built.append(pk)
        return School.objects.filter(pk=pk)

    by_key(pk=1), by_key(pk=2), by_key(pk=3)

    assert len(built) == 1


@pytest.mark.django_db
def test_prepared_makes_a_query_for_each_form():
    class Ending(str, Form):
        """How a name ends: part of the query itself."""

    one, two = factories.SchoolFactory(name="De Ene"), factories.SchoolFactory(name="De Twee")
    ending = prepared(lambda *, least, how: School.objects.filter(pk__gte=least, name__endswith=str(how)))

    assert ending(least=one.pk, how=Ending("Ene")) == [one]
    assert ending(least=one.pk, how=Ending("Twee")) == [two]
    assert ending(least=two.pk, how=Ending("Ene")) == []


@pytest.mark.django_db
def test_prepared_sees_what_was_written_since():
    school = factories.SchoolFactory()
    by_key = prepared(lambda *, pk: School.objects.filter(pk=pk))
    by_key(pk=school.pk)

    School.objects.filter(pk=school.pk).update(name="De Nieuwe Naam")

    assert by_key(pk=school.pk)[0].name == "De Nieuwe Naam"


@pytest.mark.django_db
@pytest.mark.parametrize("value", [None, True, [1, 2]])
def test_prepared_refuses_what_it_cannot_put_in(value):
    by_key = prepared(lambda *, pk: School.objects.filter(pk=pk))

    with pytest.raises(TypeError, match="takes numbers"):
        by_key(pk=value)


@pytest.mark.django_db
def test_prepared_refuses_a_parameter_that_changes_on_its_way():
    shifted = prepared(lambda *, pk: School.objects.filter(pk=pk + 1))

    with pytest.raises(TypeError, match="do not reach the SQL"):
        shifted(pk=1)


@pytest.mark.django_db
def test_prepared_refuses_prefetching():
    boards = prepared(lambda *, pk: School.objects.filter(pk=pk).prefetch_related("memberships"))

    with pytest.raises(TypeError, match="cannot prefetch"):
        boards(pk=1)


@pytest.mark.django_db
def test_prepared_is_planned_once_per_connection():
    by_key = prepared(lambda *, pk: School.objects.filter(pk=pk))

    def planned():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return cursor.fetchone()[0]

    before = planned()
    by_key(pk=1), by_key(pk=2)

    assert planned() == before + 1


@pytest.mark.django_db(transaction=True)
def test_prepared_works_on_a_new_connection():
    school = factories.SchoolFactory()
    by_key = prepared(lambda *, pk: School.objects.filter(pk=pk))
    by_key(pk=school.pk)

    connection.close()

    assert by_key(pk=school.pk) == [school]


@pytest.mark.django_db
def test_prepared_takes_parameters_in_any_order_and_none():
    school = factories.SchoolFactory()
    both = prepared(lambda *, pk, name: School.objects.filter(name=name, pk=pk))
    every = prepared(lambda: School.objects.filter(name__contains="%"))

    assert both(pk=school.pk, name=school.name) == both(name=school.name, pk=school.pk) == [school]
    assert every() == []

"""The pages about partners."""

import pytest

from tests.factories import (
    ContributionFactory,
    GrantFactory,
    PartnerFactory,
    administrator,
    day,
    funder_contact,
    partner_contact,
    project_lead,
    school_leader,
    teacher,
)

LIST = "/partners/"


def test_partners_are_listed_by_name_with_what_they_offer_now(client, db):
    PartnerFactory(name="Zuiderlicht")
    partner = PartnerFactory(name="Aan Zee")
    ContributionFactory(partner=partner, title="Workshop lezen")
    ContributionFactory(partner=partner, title="Vroeger aanbod", is_offered=False)
    response = client.get(LIST)
    assert [str(partner) for partner in response.context["partners"]] == ["Aan Zee", "Zuiderlicht"]
    assert "Workshop lezen" in response.content.decode()
    assert "Vroeger aanbod" not in response.content.decode()


def test_only_partners_that_take_part_today_are_listed(client, db):
    PartnerFactory(left_on=day(-1))
    PartnerFactory(joined_on=day(1))
    assert "Er doet nog geen partner mee" in client.get(LIST).content.decode()


def test_the_list_costs_the_same_with_many_partners(client, same_queries):
    same_queries(lambda: client.get(LIST), ContributionFactory)


def test_a_partner_costs_the_same_with_many_contributions_and_grants(client_of, same_queries):
    partner = PartnerFactory(funder=True)
    client = client_of(project_lead())

    def add():
        ContributionFactory(partner=partner)
        GrantFactory(funder=partner)

    same_queries(lambda: client.get(partner.get_absolute_url()), add)


def test_everyone_reads_what_a_partner_contributes(client, db):
    partner = PartnerFactory(introduction="Wij helpen scholen.")
    ContributionFactory(partner=partner, summary="Een middag lezen.")
    page = client.get(partner.get_absolute_url()).content.decode()
    assert "Wij helpen scholen." in page
    assert "Een middag lezen." in page


def test_the_project_lead_and_that_funder_see_its_grants(client_of):
    grant = GrantFactory()
    for person in [project_lead(), funder_contact(grant.funder)]:
        page = client_of(person).get(grant.funder.get_absolute_url()).content.decode()
        assert grant.reference in page
        assert "25.000,00" in page


@pytest.mark.parametrize("make", [teacher, school_leader, partner_contact, funder_contact, administrator])
def test_nobody_else_sees_a_grant(client_of, make):
    grant = GrantFactory()
    assert grant.reference not in client_of(make()).get(grant.funder.get_absolute_url()).content.decode()


def test_a_visitor_sees_no_grant(client, db):
    grant = GrantFactory()
    assert grant.reference not in client.get(grant.funder.get_absolute_url()).content.decode()


def test_a_partner_that_left_keeps_its_page_and_says_so(client, db):
    partner = PartnerFactory(left_on=day(-1))
    assert "Deze partner deed mee tot en met" in client.get(partner.get_absolute_url()).content.decode()


def test_a_partner_that_did_not_begin_is_not_found(client, db):
    assert client.get(PartnerFactory(joined_on=day(1)).get_absolute_url()).status_code == 404

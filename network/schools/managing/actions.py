"""Changing the settings of the network."""

from django.db import transaction

from network.schools.models import Logo, Network, SchoolHoliday, YearNorms


@transaction.atomic
def put_logo(*, picture):
    """Show this picture (of network.base.pictures) beside the name of the network, in the place of an earlier one."""
    network = Network.objects.select_for_update().get(pk=1)
    Logo.objects.update_or_create(pk=1, defaults={"digest": picture.digest, "content": picture.content})
    network.logo_digest = picture.digest
    network.save(update_fields=["logo_digest"])


@transaction.atomic
def remove_logo():
    network = Network.objects.select_for_update().get(pk=1)
    Logo.objects.all().delete()
    network.logo_digest = ""
    network.save(update_fields=["logo_digest"])


@transaction.atomic
def set_norms(*, first_year, **norms):
    """Let norms hold from the school year that begins in `first_year`, until later ones take over."""
    YearNorms.objects.update_or_create(first_year=first_year, defaults=norms)


@transaction.atomic
def add_holidays(*, periods):
    """Add periods (name, first, last) that are not there yet. Returns how many."""
    known = set(SchoolHoliday.objects.select_for_update().values_list("name", "starts_on", "ends_on"))
    new = [period for period in dict.fromkeys(periods) if period not in known]
    SchoolHoliday.objects.bulk_create(SchoolHoliday(name=name, starts_on=a, ends_on=b) for name, a, b in new)
    return len(new)

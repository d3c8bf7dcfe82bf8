"""What every template knows of the network: those of pages, and those of mail."""

from django.utils.functional import SimpleLazyObject

from network.schools.models import Network


def network(request):
    """`network`: the network of this portal, fetched when a template first asks for it."""
    return {"network": SimpleLazyObject(Network.objects.here)}


def mail_frame():
    return {"network": Network.objects.here()}

"""What every template knows of the network."""

from django.utils.functional import SimpleLazyObject

from network.schools.models import Network


def network(request):
    """`network`: the network of this portal, fetched when a template first asks for it."""
    return {"network": SimpleLazyObject(Network.objects.here)}

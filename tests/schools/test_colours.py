"""A network shows its own colours without touching code."""

import pytest
from django.core.exceptions import ValidationError

from network.schools.models import Network

pytestmark = pytest.mark.django_db


def test_network_without_colours_needs_no_style_sheet_of_its_own():
    assert Network(name="Net").stylesheet_url == ""


def test_address_of_the_style_sheet_changes_with_the_colours():
    assert Network(name="Net", brand_colour="#c8102e").stylesheet_url == "/huisstijl.css?c8102e-f6bd16"
    assert Network(name="Net", accent_colour="#00a3e0").stylesheet_url == "/huisstijl.css?0f4c3a-00a3e0"


def test_style_sheet_has_the_colours_and_may_be_kept(client):
    Network.objects.create(pk=1, name="Net", brand_colour="#7a0e1f")
    answer = client.get("/huisstijl.css")
    assert answer["Content-Type"] == "text/css"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--brand: #7a0e1f;" in answer.text


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#0f4c3a;}", "url(x)"])
def test_only_a_colour_is_a_colour(colour):
    with pytest.raises(ValidationError) as caught:
        Network(name="Net", brand_colour=colour).full_clean()
    assert set(caught.value.message_dict) == {"brand_colour"}

"""The measurement itself works: a small network, a real server, a few moments."""

import pytest
from django.utils import timezone

from bench import pages, registration
from bench.network import Size, build

SMALL = Size(schools=4, people=60, activities=20, groups=2, frameworks=5, stories=4)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_measuring_the_pages(capsys, settings):
    build(SMALL, now=timezone.now())
    people = ["persoon1@meting.example", "persoon30@meting.example"]
    server = {"DJANGO_SETTINGS_MODULE": "tests.settings", "SECRET_KEY": settings.SECRET_KEY, "WEB_WORKERS": "1"}
    pages.run(people, rounds=1, seconds=0.2, environment=server)
    said = capsys.readouterr().out
    ratios = {line.split()[1]: float(line.split()[2]) for line in said.splitlines() if line.startswith("ratio ")}
    assert ratios.keys() == {"public-activity", "public-home", "public-agenda", "agenda", "start"}
    assert all(ratio > 0 for ratio in ratios.values())
    assert "memory of a worker:" in said
    assert "first view of public-home:" in said


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_measuring_registrations(capsys, settings):
    build(SMALL, now=timezone.now())
    server = {"DJANGO_SETTINGS_MODULE": "tests.settings", "SECRET_KEY": settings.SECRET_KEY, "WEB_WORKERS": "2"}
    registration.run(rounds=1, number=20, connections=4, environment=server)
    *_, last = capsys.readouterr().out.splitlines()
    assert last.startswith("ratio registration ")
    assert float(last.split()[2]) > 0

"""Every address of the portal: with what arguments it is visited, and what each role gets there.

The eight answers of a row are those of `ROLES`: visitor, teacher, specialist, school leader, partner, funder, project
lead, administrator. `IN` means: sign in first. An address that only takes POST is visited with a POST without fields.
"""

from dataclasses import dataclass, field

from django.urls import URLPattern, get_resolver, reverse

from tests.world import ROLES

IN = "in"


@dataclass(frozen=True)
class Row:
    name: str
    arguments: object = field(default=lambda w: [])
    answers: tuple = ()
    method: str = "get"

    def path(self, world):
        return reverse(self.name, args=self.arguments(world))

    @property
    def expected(self):
        return dict(zip(ROLES, self.answers, strict=True))


def named_patterns(patterns=None, namespace=""):
    """The name of every address below these patterns, with its namespaces."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from named_patterns(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )

"""Pieces of pages that are rendered once for equal content and kept in this process.

Django renders a line of a list in a few tenths of a millisecond; a hundred of them make a slow page, and mostly they
are the same as a moment ago. All that a piece shows is asked for by its function, so it can never be out of date: other
content is another piece. What differs per request (the token of a form, the address to come back to) is no content.
"""

import functools

from django.template.loader import render_to_string
from django.utils.translation import get_language


def piece(template, *, keep):
    """A function from what a template shows, by name and hashable, to its HTML in the language of the moment.

    `keep` is how many different ones stay in memory; those that were not asked for longest go first.
    """

    @functools.lru_cache(maxsize=keep)
    def rendered(language, names, values):
        return render_to_string(template, dict(zip(names, values, strict=True)))

    def html(**shown):
        return rendered(get_language(), tuple(shown), tuple(shown.values()))

    return html

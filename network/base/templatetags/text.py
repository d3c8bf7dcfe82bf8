"""Filters for long texts: `{% load text %}`."""

from django import template

from network.base.markdown import to_html

register = template.Library()


@register.filter
def markdown(text, highest=3):
    """A text in Markdown as safe HTML for `<div class="prose">`; its weightiest headings become h3, or `highest`."""
    return to_html(text, highest=highest)

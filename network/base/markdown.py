"""Long texts that people write in Markdown, as HTML that is safe to show.

Two locks: the parser lets no HTML through, and nh3 keeps only what is named here. Pictures are left out, because one
from elsewhere would tell its host who reads.
"""

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "s", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_html(text, *, highest=3):
    """HTML of a Markdown text. Its weightiest headings become `highest`, so that they fit under those of the page."""
    tokens = PARSER.parse(text)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    weightiest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - weightiest + highest, 6)}"
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    cleaned = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return mark_safe(cleaned)

"""Long texts that people write in Markdown, as HTML that is safe to show.

Two locks: the parser lets no HTML through, and nh3 keeps only what is named here. Pictures are left out, because one
from elsewhere would tell its host who reads.
"""

import re
from typing import NamedTuple

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "s", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

LISTS = {"bullet_list_open", "ordered_list_open", "table_open"}

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class Part(NamedTuple):
    """A paragraph of a text: what was typed, and its HTML."""

    source: str
    html: str


def to_html(text, *, highest=3):
    """HTML of a Markdown text. Its weightiest headings become `highest`, so that they fit under those of the page."""
    return _html(_parsed(text, highest))


def parts(text, *, highest=3):
    """The paragraphs of a text, which together are the whole of it.

    A heading belongs to what stands under it; a list or table under a line that ends with a colon belongs to that line.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    groups = _grouped(_blocks(_parsed(text, highest)))
    starts = [0, *(group[0].map[0] for group in groups[1:])]
    ends = [*starts[1:], len(lines)]
    return [
        Part("\n".join(lines[start:end]).strip("\n").rstrip(), _html(group))
        for group, start, end in zip(groups, starts, ends, strict=False)
    ]


def _parsed(text, highest):
    tokens = PARSER.parse(text)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    weightiest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - weightiest + highest, 6)}"
    return tokens


def _html(tokens):
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    cleaned = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return mark_safe(cleaned)


def _blocks(tokens):
    """The outermost blocks, each as the list of its tokens."""
    block = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _grouped(blocks):
    groups, under_heading = [], False
    for block in blocks:
        kind = block[0].type
        if groups and (under_heading or kind == "hr" or (kind in LISTS and _introduces(groups[-1]))):
            groups[-1].extend(block)
        else:
            groups.append(list(block))
        under_heading = kind == "heading_open"
    return groups


def _introduces(tokens):
    """Whether a group ends with a line that ends with a colon."""
    return tokens[-1].type == "paragraph_close" and tokens[-2].content.rstrip().endswith(":")

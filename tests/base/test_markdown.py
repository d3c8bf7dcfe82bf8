"""Markdown becomes HTML that is safe to show."""

import pytest

from network.base.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Een *woord* en **nog een**.", "<p>Een <em>woord</em> en <strong>nog een</strong>.</p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("3. drie", '<ol start="3">\n<li>drie</li>\n</ol>'),
        ("Regel\nregel", "<p>Regel\nregel</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("~~weg~~", "<p><s>weg</s></p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text, html):
    assert to_html(text).strip() == html


def test_link_leads_out_without_telling_where_from():
    assert to_html("[hier](https://proef.example/)").strip() == (
        '<p><a href="https://proef.example/" rel="noopener noreferrer nofollow">hier</a></p>'
    )


def test_weightiest_heading_of_the_text_counts():
    assert to_html("## Een\n\n### Twee").split() == ["<h3>Een</h3>", "<h4>Twee</h4>"]


@pytest.mark.parametrize(
    ("highest", "first", "second", "last"), [(3, "h3", "h4", "h6"), (2, "h2", "h3", "h6"), (4, "h4", "h5", "h6")]
)
def test_headings_fit_under_those_of_the_page(highest, first, second, last):
    html = to_html("# Een\n\n## Twee\n\n###### Zes", highest=highest)
    assert html.split() == [f"<{first}>Een</{first}>", f"<{second}>Twee</{second}>", f"<{last}>Zes</{last}>"]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html;base64,x)",
        "![weg](https://elders.example/pixel.png)",
        "<svg onload=alert(1)>",
        "<style>body{display:none}</style>",
        '<a href="https://proef.example" onclick="x()">x</a>',
    ],
)
def test_nothing_dangerous_comes_through(attack):
    html = to_html(attack)
    for tag in ("<script", "<img", "<svg", "<style", 'href="javascript', 'href="data', '<a href="https'):
        assert tag not in html


def test_a_table_keeps_its_cells():
    assert "<td>1</td>" in to_html("| a |\n|---|\n| 1 |")

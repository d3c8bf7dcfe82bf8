"""The checks of this folder find what is wrong: a check that cannot fail says nothing."""

from tests.browser.checks import overflow, violations


def test_what_sticks_out_is_found_without_javascript_too(page_of):
    page = page_of(size="narrow", javascript=False)
    page.set_content('<html lang="nl"><body><p id="wide">breed</p><style>#wide { width: 400px; margin: 0 }</style>')
    found = overflow(page)
    assert found[0].endswith("px too wide")
    assert 'id="wide"' in found[1]


def test_what_cannot_be_read_is_found(page_of):
    page = page_of()
    page.set_content('<html lang="nl"><title>Proef</title><main><h1 style="color: #ccc">Grijs</h1><input></main>')
    assert {line.split()[0] for line in violations(page)} == {"color-contrast", "label"}

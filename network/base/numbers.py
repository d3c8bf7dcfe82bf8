"""Numbers in what a browser sends outside a form: an address, a hidden field, a ticked row."""

LARGEST = 2**31 - 1
"""What a key of a row can be at most. Python itself refuses to read a number of thousands of digits."""


def whole(text):
    """The whole number of such a text; None for one that no row can have as its key."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))):
        return None
    return number if (number := int(text)) <= LARGEST else None

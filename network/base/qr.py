"""QR codes as SVG. The library is loaded by the few pages that show one."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


def svg(address, *, label):
    """The code of an address for a page, black on white also in the dark; `label` is read to who cannot see it."""
    size, path = drawing(address)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">{2}</svg>',
        size,
        label,
        mark_safe(f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/>'),
    )


def svg_file(address):
    """The same as a file of its own, for a document."""
    size, path = drawing(address)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def drawing(address):
    """The width of the code in modules and its dark modules as a path, one stroke for those beside each other."""
    import segno

    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=QUIET))
    return len(rows), "".join(f"M{x} {y}h{n}v1h-{n}z" for y, row in enumerate(rows) for x, n in runs(row))


def runs(row):
    """Pairs of where dark modules of a row begin and how many follow."""
    start = None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None

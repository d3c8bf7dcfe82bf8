"""Tables to download."""

import csv

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell):
    """Text that a spreadsheet shows and never runs: what could begin a formula gets an apostrophe in front.

    Source: OWASP, CSV injection.
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_response(name, header, rows):
    """A download `<name>.csv` with a line of headings and the rows, as Dutch spreadsheet programs open it at once.

    That is with semicolons and a byte order mark.
    """
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    for row in (header, *rows):
        writer.writerow([neutral(cell) for cell in row])
    return response

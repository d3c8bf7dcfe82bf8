"""Tables to download."""

import csv
import io

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


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
    response = download(f"{name}.csv", "text/csv; charset=utf-8")
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    for row in (header, *rows):
        writer.writerow([neutral(cell) for cell in row])
    return response


def workbook_response(name, header, rows):
    """The same as `<name>.xlsx`: bold headings that stay in view, a filter per column, numbers as numbers."""
    response, lines = download(f"{name}.xlsx", WORKBOOK), [header, *rows]
    file = io.BytesIO()
    from xlsxwriter import Workbook  # megabytes that a process hardly ever needs

    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.set_row(0, None, workbook.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines) - 1, len(header) - 1)
        for number, line in enumerate(lines):
            _write(sheet, number, line)
        sheet.autofit(max_width=WIDEST * 7)
    response.write(file.getvalue())
    return response


def _write(sheet, number, line):
    for column, cell in enumerate(line):
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            sheet.write_number(number, column, cell)
        else:
            sheet.write_string(number, column, neutral(cell))


def download(name, content_type):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content_type=content_type, headers=headers)

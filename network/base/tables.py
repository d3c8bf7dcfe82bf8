"""Tables to download."""

import csv
import datetime

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARGIN, WIDEST = 2, 60  # of a column, in characters


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
    """The same as `<name>.xlsx`: bold headings that stay in view, a filter per column, numbers and days as such."""
    from openpyxl import Workbook  # megabytes that a process hardly ever needs
    from openpyxl.styles import Font

    response, lines = download(f"{name}.xlsx", WORKBOOK), [header, *rows]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    _arrange(sheet, lines)
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in header])
    for line in lines[1:]:
        sheet.append([_cell(sheet, value) for value in line])
    workbook.save(response)
    return response


def _arrange(sheet, lines):
    """What has to be said of the whole sheet before its first line."""
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(number) for number in range(1, len(lines[0]) + 1)]
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", f"A1:{letters[-1]}{len(lines)}"
    for letter, column in zip(letters, zip(*lines, strict=True), strict=True):
        longest = max(len(neutral(value)) for value in column)
        sheet.column_dimensions[letter].width = min(longest + MARGIN, WIDEST)


def _cell(sheet, value, font=None):
    """A number or a day as it is; all else is text and stays so, also what looks like a formula or an error."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, int | float | datetime.date) and not isinstance(value, bool | datetime.datetime):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", neutral(value)))
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def download(name, content_type):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content_type=content_type, headers=headers)

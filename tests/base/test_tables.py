"""Tables to download."""

import datetime
import io

import openpyxl
import pytest

from network.base.tables import csv_response, neutral, workbook_response


@pytest.mark.parametrize("cell", ["=1+1", "+31 70", "-5", "@naam", "\tx", "\rx"])
def test_what_could_be_a_formula_gets_an_apostrophe(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "text"), [("Jansen", "Jansen"), (12, "12"), (None, ""), ("a=b", "a=b"), ("", "")])
def test_other_cells_stay_as_they_are(cell, text):
    assert neutral(cell) == text


def test_table_opens_in_dutch_spreadsheets():
    response = csv_response("lijst", ["Naam", "Aantal"], [["Ça; va", 2]])
    assert response.content.decode() == '\ufeffNaam;Aantal\r\n"Ça; va";2\r\n'
    assert response["Content-Disposition"] == 'attachment; filename="lijst.csv"'


def sheet_of(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def test_workbook_has_the_same_lines_with_numbers_as_numbers():
    response = workbook_response("lijst", ["Naam", "Aantal"], [["Ça; va", 2], [None, -1.5]])
    sheet = sheet_of(response)
    assert list(sheet.values) == [("Naam", "Aantal"), ("Ça; va", 2), (None, -1.5)]
    assert sheet.freeze_panes == "A2"
    assert response["Content-Disposition"] == 'attachment; filename="lijst.xlsx"'


@pytest.mark.parametrize("cell", ["=1+1", "+31 70", "-5", "@naam", "\tx", "https://voorbeeld.example", "00AB", "#REF!"])
def test_workbook_has_no_formula_no_link_and_keeps_zeros(cell):
    (written,) = list(sheet_of(workbook_response("lijst", ["Naam"], [[cell]])).rows)[1]
    assert (written.data_type, written.value, written.hyperlink) == ("s", neutral(cell), None)


def test_workbook_has_days_as_days_and_headings_in_bold():
    sheet = sheet_of(workbook_response("lijst", ["Dag", "Ja?"], [[datetime.date(2027, 4, 14), True]]))
    assert [cell.font.bold for row in sheet.rows for cell in row] == [True, True, False, False]
    assert sheet["A2"].is_date
    assert (sheet["A2"].value, sheet["B2"].value) == (datetime.datetime(2027, 4, 14), "True")  # noqa: DTZ001


def test_workbook_is_as_wide_as_what_it_holds_and_has_a_filter():
    sheet = sheet_of(workbook_response("lijst", ["Naam", "Verhaal"], [["Samira van der Berg", "x" * 500]]))
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [len("Samira van der Berg") + 2, 60]
    assert sheet.auto_filter.ref == "A1:B2"


def test_workbook_leaves_out_what_it_cannot_hold():
    response = workbook_response("lijst", ["Naam"], [["Sa\x00mi\x0bra"]])
    assert sheet_of(response)["A2"].value == "Samira"


def test_workbook_without_rows_can_be_opened():
    assert list(sheet_of(workbook_response("lijst", ["Naam"], [])).values) == [("Naam",)]

"""Tables to download."""

import pytest

from network.base.tables import csv_response, neutral


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

"""The network with its themes and holidays, and the schools with their boards and sectors."""

from network.dashboard.example.calendar import holidays
from network.dashboard.example.reading import read
from network.schools.models import Network, School, SchoolBoard, SchoolHoliday, Sector, Theme


def load(made):
    content = read("network")
    Network.objects.update_or_create(pk=1, defaults=content["network"])
    made.themes = {theme.slug: theme for theme in Theme.objects.bulk_create(Theme(**row) for row in content["theme"])}
    load_holidays(made.calendar.year)
    load_schools(made, content["sector"])


def load_holidays(year):
    SchoolHoliday.objects.bulk_create(
        SchoolHoliday(name=name, starts_on=first, ends_on=last)
        for each in (year.previous, year, year.next)
        for name, first, last in holidays(each)
    )


def load_schools(made, sectors):
    content = read("schools")
    sectors = {row["code"]: Sector.objects.get_or_create(code=row["code"], defaults=row)[0] for row in sectors}
    boards = {name: SchoolBoard(name=name) for name in content["boards"]}
    SchoolBoard.objects.bulk_create(boards.values())
    rows = [
        School(
            **{**row, "board": boards[row["board"]], "sector": sectors[row["sector"]]},
            city="Den Haag",
            joined_on=made.calendar.beginning,
        )
        for row in content["school"]
    ]
    made.schools = {school.slug: school for school in School.objects.bulk_create(rows)}

"""`make messages`: bring locale/nl up to date with the source, and say what there is to translate."""

import polib

from deploy.bootstrap.places import ROOT
from deploy.bootstrap.trouble import report
from deploy.translations import CATALOGUE, extracted, faults


def main():
    file = ROOT / CATALOGUE
    wanted = extracted()
    if not file.exists() or list(polib.pofile(str(file))) != list(
        wanted
    ):  # else only the date in its head would change
        file.parent.mkdir(parents=True, exist_ok=True)
        wanted.save(str(file))
    todo = list(faults(wanted))
    print("\n".join([*todo, f"{CATALOGUE}: {len(wanted)} texts, {len(todo)} to do."]))


if __name__ == "__main__":
    report(main)

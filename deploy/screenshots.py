"""`make screenshots`: photograph the main pages of the running portal, with the example network in it.

Every page on a phone and on a desk, light and dark, into `screenshots/`. Nothing is started: `make start` first.
"""

import itertools
import os
import re
import sys
from contextlib import contextmanager

from deploy import browser, web
from deploy.bootstrap.places import DATA, ROOT
from deploy.bootstrap.trouble import Trouble, report

FOLDER = ROOT / "screenshots"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
VISITOR, TEACHER, LEADER, LEAD = None, "leraar", "schoolleider", "projectleider"
# name: who looks, where one begins, and the first link of that page to follow, if any
PAGES = {
    "home": (VISITOR, "/", None),
    "sign-in": (VISITOR, "/account/login/", None),
    "start-teacher": (TEACHER, "/mijn-start/", None),
    "start-leader": (LEADER, "/mijn-start/", None),
    "agenda": (TEACHER, "/agenda/", None),
    "theme-meeting": (TEACHER, "/agenda/", r"^/themabijeenkomsten/."),
    "story": (TEACHER, "/verhalen/", r"^/verhalen/(?!nieuw)."),
    "frameworks": (LEADER, "/stuurgroep/kaders/", None),
    "proposal": (LEADER, "/stuurgroep/", r"/versie/\d+/$"),
    "thread": (TEACHER, "/samenhang/", None),
    "dashboard": (LEAD, "/dashboard/", None),
}


def accounts():
    """Return the password of the example network and the address of each account by its first part."""
    file = DATA / "example_accounts"
    said = file.read_text() if file.exists() else ""
    password = os.environ.get("EXAMPLE_PASSWORD") or (re.search(r"Password.*: (\S+)", said) or [None, None])[1]
    if not password:
        raise Trouble(
            f"There is no example network to photograph: {file} is missing. Begin with an empty data directory."
        )
    return password, {address.partition("@")[0]: address for address in re.findall(r"\S+@\S+", said)}


@contextmanager
def chromium():
    """Yield a running Chromium."""
    from playwright.sync_api import sync_playwright

    program = browser.find()
    if not program:
        raise Trouble("There is no Chromium: install chromium, or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield launched
        launched.close()


def sign_in(page, address, password):
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/account/login/" not in url)


def sessions(launched, url):
    """Return what each person's browser keeps after signing in once."""
    password, addresses = accounts()
    kept: dict = {VISITOR: None}
    for who in (TEACHER, LEADER, LEAD):
        context = launched.new_context(base_url=url, locale="nl-NL")
        sign_in(context.new_page(), addresses[who], password)
        kept[who] = context.storage_state()
        context.close()
    return kept


def photograph(page, name, begin, link):
    """Open a page and write the whole of it into a file. Raises Trouble when there is no such page."""
    answer = page.goto(begin)
    if link and answer.ok:
        hrefs = [anchor.get_attribute("href") for anchor in page.locator("main a[href]").all()]
        found = next((href for href in hrefs if re.search(link, href)), None)
        if not found:
            raise Trouble(f"{begin} has no link like {link}: is the example network loaded?")
        answer = page.goto(found)
    if not answer.ok:
        raise Trouble(f"{answer.url} answered {answer.status}.")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def main(arguments):
    address = web.Address.from_environment()
    if not address.answers():
        raise Trouble(f"The portal does not answer at {address.url}: start it with “make start” first.")
    FOLDER.mkdir(exist_ok=True)
    with chromium() as launched:
        kept = sessions(launched, address.url)
        for name, size, scheme in itertools.product(arguments or PAGES, SIZES, ("light", "dark")):
            who, begin, link = PAGES[name]
            context = launched.new_context(
                base_url=address.url, locale="nl-NL", storage_state=kept[who], viewport=SIZES[size], color_scheme=scheme
            )
            photograph(context.new_page(), f"{name}-{size}-{scheme}", begin, link)
            context.close()
    print(f"The pictures are in {FOLDER}.")


if __name__ == "__main__":
    report(main, sys.argv[1:])

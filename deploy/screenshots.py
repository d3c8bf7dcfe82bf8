"""`make screenshots`: photograph the running portal as a visitor and as each example account, wide and narrow.

ARGS names the paths, such as `ARGS="/ /agenda/"`; without it every account's menu decides. The pictures go to
screenshots/, one folder per person.
"""

import re
import sys

from playwright.sync_api import sync_playwright

from deploy import browser
from deploy.bootstrap.places import DATA, ROOT
from deploy.bootstrap.trouble import Trouble, report
from deploy.web import Address

SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 700}}
TARGET = ROOT / "screenshots"


def accounts():
    """Return the example accounts as (name, domain) of their e-mail addresses, and their password."""
    file = DATA / "example_accounts"
    said = file.read_text() if file.exists() else ""
    password = re.search(r"^Password.*: (\S+)$", said, re.MULTILINE)
    return re.findall(r"^ +(\S+)@(\S+)", said, re.MULTILINE) if password else [], password and password[1]


def sign_in(page, email, password):
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def menu_paths(page):
    """Return the paths in the menu of the page that is open, its own first."""
    links = page.eval_on_selector_all("header a[href], nav a[href]", "all => all.map(link => link.pathname)")
    own = re.sub(r"^https?://[^/]+", "", page.url)
    return list(dict.fromkeys([own, *links]))


def photograph(page, folder, paths):
    """Take each path at each size."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        page.goto(path)
        name = re.sub(r"\W+", "-", path).strip("-") or "home"
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)


def as_person(chromium, address, name, paths, sign=None):
    """Photograph for one person; `sign` is called with the page to sign in first."""
    context = chromium.new_context(base_url=address, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    if sign:
        sign(page)
    photograph(page, TARGET / name, paths or menu_paths(page))
    context.close()
    print(f"{name}: {len(list((TARGET / name).iterdir()))} pictures", flush=True)


def main(paths):
    address = Address.from_environment()
    program = browser.find()
    if program is None:
        raise Trouble("There is no Chromium: install chromium, or set CHROMIUM to its path.")
    if not address.answers():
        raise Trouble(f"No portal answers at {address.url}: run `make start` in another terminal first.")
    people, password = accounts()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        as_person(chromium, address.url, "visitor", paths)
        for name, domain in people[:5]:
            as_person(
                chromium, address.url, name, paths, lambda page, who=f"{name}@{domain}": sign_in(page, who, password)
            )
        chromium.close()


if __name__ == "__main__":
    report(main, sys.argv[1:])

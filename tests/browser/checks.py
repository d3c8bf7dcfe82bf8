"""What is asked of every page in a browser."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What another window or another palette can break.
OF_THE_LOOK = {"type": "rule", "values": ["color-contrast", "scrollable-region-focusable", "target-size"]}


def violations(page, rules=EVERYTHING):
    """What axe finds against WCAG 2.2 AA and good practice: one line per element."""
    found = AXE.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def violations_of_the_look(page):
    return violations(page, OF_THE_LOOK)


def overflow(page):
    """By how many pixels the page is wider than its window, and the elements that stick out."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const beyond = document.documentElement.scrollWidth - width;
            if (beyond <= 0) return [];
            const sticksOut = (element) => element.getBoundingClientRect().right > width + 1;
            const out = [...document.body.querySelectorAll("*")].filter(sticksOut);
            return [`${beyond} px too wide`, ...out.slice(0, 5).map(e => e.outerHTML.slice(0, 160))];
        }"""
    )

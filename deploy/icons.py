"""Write the icon sprite from an unpacked `bootstrap-icons` package.

    npm pack bootstrap-icons && tar xzf bootstrap-icons-*.tgz
    python deploy/icons.py package

Only the icons named here are taken; add a name, run it again, commit the sprite.
"""

import json
import re
import sys
from pathlib import Path

NAMES = [
    "arrow-left",
    "arrow-repeat",
    "arrow-right",
    "award",
    "bell",
    "box-arrow-right",
    "box-arrow-up-right",
    "building",
    "calendar-event",
    "calendar-plus",
    "camera",
    "chat",
    "check-circle",
    "check-lg",
    "chevron-down",
    "clock",
    "clock-history",
    "copy",
    "diagram-3",
    "download",
    "envelope",
    "exclamation-triangle",
    "eye",
    "file-earmark-text",
    "flag",
    "funnel",
    "gear",
    "geo-alt",
    "globe",
    "house",
    "info-circle",
    "key",
    "link-45deg",
    "list-ul",
    "lock",
    "paperclip",
    "pencil",
    "people",
    "person",
    "plus-lg",
    "printer",
    "question-circle",
    "quote",
    "rss",
    "search",
    "shield-lock",
    "three-dots",
    "trash",
    "upload",
    "x-lg",
]

VENDOR = Path(__file__).parent.parent / "static" / "vendor" / "bootstrap-icons"


def symbol(package, name):
    """One icon as a <symbol>; its drawing is left as it is."""
    drawing = (package / "icons" / f"{name}.svg").read_text()
    inner = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL).group(1)
    return f'<symbol id="{name}" viewBox="0 0 16 16">{re.sub(r"\n\s*", "", inner)}</symbol>'


def main(package):
    symbols = "\n".join(symbol(package, name) for name in NAMES)
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "sprite.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n')
    version = json.loads((package / "package.json").read_text())["version"]
    (VENDOR / "VERSION").write_text(f"bootstrap-icons {version} (npm), MIT licence\n")
    (VENDOR / "LICENCE").write_text((package / "LICENSE").read_text())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Reading the example's texts, which stand as TOML files in `data/`."""

import pathlib
import re
import tomllib

DATA = pathlib.Path(__file__).parent / "data"


def prose(text):
    """Paragraphs as single lines: in the files a line ends where it is full. List items stay on their own line."""
    return re.sub(r"(?<!\n)\n(?!\n|\d+\. |- )[ \t]*", " ", text.strip())


def read(name):
    """The content of `data/<name>.toml`, its texts as prose."""
    return unwrapped(tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")))


def unwrapped(value):
    if isinstance(value, dict):
        return {key: unwrapped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [unwrapped(each) for each in value]
    return prose(value) if isinstance(value, str) else value

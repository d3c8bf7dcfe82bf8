"""Tasks that a real queue runs in test_queue."""

import time
from pathlib import Path


def write_line(path):
    """Note a run; the first one then hangs, so that the test can kill it in the middle."""
    notes = Path(path)
    is_first = not notes.exists()
    with notes.open("a") as file:
        file.write("run\n")
    if is_first:
        time.sleep(60)

"""`make bench`: run the measurements in bench/, or those named in ARGS."""

import subprocess
import sys

from deploy.bootstrap.places import ROOT
from deploy.bootstrap.trouble import Trouble, report


def measurements():
    """Return the names of the modules in bench/ that are run, which are those with a `main`."""
    return sorted(path.stem for path in (ROOT / "bench").glob("*.py") if "\ndef main(" in path.read_text())


def main(arguments):
    unknown = [name for name in arguments if name not in measurements()]
    if unknown:
        raise Trouble(f"There is no measurement {unknown[0]!r}; there are: {', '.join(measurements())}.")
    codes = []
    for name in arguments or measurements():
        print(f"== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT).returncode)
    return 1 if any(codes) else 0


if __name__ == "__main__":
    report(main, sys.argv[1:])

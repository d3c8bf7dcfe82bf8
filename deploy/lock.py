"""`make lock`: renew requirements.txt and requirements-dev.txt; ARGS=--upgrade takes the newest versions allowed."""

import sys

from deploy.bootstrap.installer import run_uv
from deploy.bootstrap.interpreter import wanted_version
from deploy.bootstrap.trouble import about_output, report

OPTIONS = ("--universal", "--generate-hashes", "--no-header", "--quiet", "--custom-compile-command", "make lock")


def main(arguments):
    for name in ("requirements", "requirements-dev"):
        files = (f"{name}.in", "--output-file", f"{name}.txt")
        answer = run_uv("pip", "compile", *files, "--python-version", wanted_version(), *OPTIONS, *arguments)
        if answer.returncode:
            raise about_output(answer.stdout, f"{name}.in could not be locked:\n{answer.stdout.strip()}")
        print(f"Written: {name}.txt")


if __name__ == "__main__":
    report(main, sys.argv[1:])

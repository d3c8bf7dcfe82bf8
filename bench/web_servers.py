"""gunicorn against granian: the same bare Django page, 2 processes of 4 threads, in turns in one run."""

import os
import signal
import statistics
import subprocess
import sys
from pathlib import Path

from bench.clients import ask
from bench.server import free_port, wait_for

ROUNDS = 4
SECONDS = 5
CLIENTS = [""] * 16
SERVERS = {
    "gunicorn": [
        "gunicorn", "--bind", "127.0.0.1:{port}", "--workers", "2", "--threads", "4", "bench.bare:application",
    ],
    "granian": [
        "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}", "--workers", "2",
        "--blocking-threads", "4", "--no-ws", "--log-level", "critical", "bench.bare:application",
    ],
}  # fmt: skip


def processor_seconds(group):
    """Return the processor time so far of all processes in a process group."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        fields = file.read_text().rpartition(")")[2].split()
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(name):
    """Return answers per second and processor milliseconds per answer of one server, started for this alone."""
    port = free_port()
    program, *arguments = (part.format(port=port) for part in SERVERS[name])
    command = [Path(sys.executable).with_name(program), *arguments]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(port, process)
        ask(port, "/", CLIENTS, 1)  # both have loaded Django after this
        before = processor_seconds(process.pid)
        rate = ask(port, "/", CLIENTS, SECONDS).per_second
        return rate, (processor_seconds(process.pid) - before) / (rate * SECONDS) * 1000
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main():
    found = {name: [] for name in SERVERS}
    for _ in range(ROUNDS):
        for name in SERVERS:
            found[name].append(measure(name))
    middle = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in found.items()}
    for name, (rate, cost) in middle.items():
        print(f"{name:<9} {rate:7.0f} answers/s   {cost:.3f} ms of processor per answer")
    pairs = list(zip(found["granian"], found["gunicorn"], strict=True))
    tell("answers, granian to gunicorn:", [granian[0] / gunicorn[0] for granian, gunicorn in pairs])
    tell("processor time, gunicorn to granian:", [gunicorn[1] / granian[1] for granian, gunicorn in pairs])


def tell(what, ratios):
    print(f"{what} {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()

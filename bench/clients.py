"""Many browsers at once: connections that stay open and ask for one page again and again, each in its own session.

Runs in a process of its own, so that it never waits for the server's interpreter: `ask` starts one and reads its tally.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

END_OF_HEAD = b"\r\n\r\n"


class Browser:
    """One connection. Notes of each complete answer how many seconds it took and how many bytes it was."""

    def __init__(self, port, path, cookie):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wanted = ["Host: 127.0.0.1", "Accept-Encoding: br, gzip", "Accept-Language: nl", *cookie]
        self.request = f"GET {path} HTTP/1.1\r\n{'\r\n'.join(wanted)}\r\n\r\n".encode()
        self.seconds, self.sizes = [], []
        self.ask()

    def ask(self):
        self.received, self.expected = b"", None
        self.asked_at = time.perf_counter()
        self.socket.sendall(self.request)

    def receive(self):
        """Read what there is; after a complete answer, note it and ask again.

        Raises ConnectionError when the server hangs up and ValueError when it answers anything but the page.
        """
        part = self.socket.recv(262144)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.received += part
        if self.expected is None:
            self.expected = whole(self.received)
        if self.expected is not None and len(self.received) >= self.expected:
            self.seconds.append(time.perf_counter() - self.asked_at)
            self.sizes.append(self.expected)
            self.ask()


def whole(received):
    """The length of the answer that begins so, head and body, or None while its head is not complete."""
    head, found, _ = received.partition(END_OF_HEAD)
    if not found:
        return None
    lines = head.lower().split(b"\r\n")
    if lines[0].split()[1] != b"200":
        raise ValueError(head.decode())
    length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
    return len(head) + len(END_OF_HEAD) + length


def browse(port, path, cookies, seconds):
    """Let one browser per cookie ask for a page for so long, and once at least.

    Returns the seconds that each answer took, and the bytes of one.
    """
    with selectors.DefaultSelector() as selector:
        browsers = [Browser(port, path, [f"Cookie: {cookie}"] if cookie else []) for cookie in cookies]
        for browser in browsers:
            selector.register(browser.socket, selectors.EVENT_READ, browser)
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline or not all(browser.seconds for browser in browsers):
            for ready, _ in selector.select(timeout=1):
                ready.data.receive()
        for browser in browsers:
            browser.socket.close()
    return [s for browser in browsers for s in browser.seconds], browsers[0].sizes[-1]


@dataclass(frozen=True)
class Tally:
    """What came of asking for one page for a while."""

    per_second: float
    p50: float  # milliseconds
    p99: float  # milliseconds
    size: int  # bytes on the wire of one answer, head included
    own_share: float  # of one processor, used by the clients themselves


def ask(port, path, cookies, seconds):
    """Have another process ask for `path` and return its Tally. Raises RuntimeError when an answer was not a page."""
    order = json.dumps({"port": port, "path": path, "cookies": cookies, "seconds": seconds})
    done = subprocess.run([sys.executable, "-S", __file__], input=order, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{path}: {done.stderr.strip().splitlines()[-1]}\n{done.stderr}")
    return Tally(**json.loads(done.stdout))


def carry_out(order):
    begun, processor = time.perf_counter(), time.process_time()
    seconds, size = browse(**order)
    elapsed = time.perf_counter() - begun
    seconds.sort()
    return {
        "per_second": len(seconds) / elapsed,
        "p50": seconds[len(seconds) // 2] * 1000,
        "p99": seconds[len(seconds) * 99 // 100] * 1000,
        "size": size,
        "own_share": (time.process_time() - processor) / elapsed,
    }


if __name__ == "__main__":
    print(json.dumps(carry_out(json.load(sys.stdin))))

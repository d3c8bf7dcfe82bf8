"""Many browsers at once: connections that stay open and ask for one page again and again, or send form after form.

Runs in a process of its own, so that it never waits for the server's interpreter: `ask` and `press` start one and read
its tally.
"""

import itertools
import json
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

END_OF_HEAD = b"\r\n\r\n"


class Browser:
    """One connection that sends request after request (bytes), until they or the time are over.

    Notes of each complete answer how many seconds it took and how many bytes it was.
    """

    def __init__(self, port, requests, status):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests, self.status = requests, status
        self.seconds, self.sizes = [], []
        self.is_waiting = False
        self.ask()

    def ask(self):
        request = next(self.requests, None)
        self.is_waiting = request is not None
        if self.is_waiting:
            self.received, self.expected = b"", None
            self.asked_at = time.perf_counter()
            self.socket.sendall(request)

    def receive(self):
        """Read what there is; after a complete answer, note it and ask again.

        Raises ConnectionError when the server hangs up and ValueError when its answer has another status.
        """
        part = self.socket.recv(262144)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.received += part
        if self.expected is None:
            self.expected = whole(self.received, self.status)
        if self.expected is not None and len(self.received) >= self.expected:
            self.seconds.append(time.perf_counter() - self.asked_at)
            self.sizes.append(self.expected)
            self.ask()


def whole(received, status):
    """The length of the answer that begins so, head and body, or None while its head is not complete."""
    head, found, _ = received.partition(END_OF_HEAD)
    if not found:
        return None
    lines = head.lower().split(b"\r\n")
    if lines[0].split()[1] != status.encode():
        raise ValueError(head.decode())
    length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
    return len(head) + len(END_OF_HEAD) + length


def request(method, path, cookie, form=""):
    """The bytes of one request. `cookie` and `form`, both as they are sent, may be empty."""
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: br, gzip", "Accept-Language: nl"]
    if cookie:
        head.append(f"Cookie: {cookie}")
    if form:
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}"]
    return "\r\n".join([*head, "", form]).encode()


def converse(browsers, deadline):
    """Let the browsers ask until their requests or the time are over; each finishes what it asked."""
    with selectors.DefaultSelector() as selector:
        for browser in browsers:
            selector.register(browser.socket, selectors.EVENT_READ, browser)
        while any(browser.is_waiting for browser in browsers):
            for ready, _ in selector.select(timeout=1):
                ready.data.receive()
            if time.perf_counter() > deadline and all(browser.seconds for browser in browsers):
                break
        for browser in browsers:
            browser.socket.close()


def browse(port, path, cookies, seconds):
    """Let one browser per cookie ask for a page for so long, and once at least."""
    pages = [itertools.repeat(request("GET", path, cookie)) for cookie in cookies]
    browsers = [Browser(port, requests, "200") for requests in pages]
    converse(browsers, time.perf_counter() + seconds)
    return browsers


def post(port, presses, connections):
    """Send each of `presses` (path, cookie, form) once, over so many connections; each must answer a redirect."""
    requests = iter([request("POST", *press) for press in presses])
    browsers = [Browser(port, requests, "302") for _ in range(connections)]
    converse(browsers, float("inf"))
    return browsers


@dataclass(frozen=True)
class Tally:
    """What came of asking for one page for a while, or of sending forms."""

    per_second: float
    p50: float  # milliseconds
    p99: float  # milliseconds
    size: int  # bytes on the wire of one answer, head included
    own_share: float  # of one processor, used by the clients themselves


def ask(port, path, cookies, seconds):
    """Have another process ask for `path` and return its Tally. Raises RuntimeError when an answer was not a page."""
    return elsewhere("browse", port=port, path=path, cookies=cookies, seconds=seconds)


def press(port, presses, connections):
    """Have another process send forms (see `post`) and return its Tally. Raises RuntimeError when one was refused."""
    return elsewhere("post", port=port, presses=presses, connections=connections)


def elsewhere(what, **order):
    order = json.dumps({"what": what, **order})
    done = subprocess.run([sys.executable, "-S", __file__], input=order, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{what}: {done.stderr.strip().splitlines()[-1]}\n{done.stderr}")
    return Tally(**json.loads(done.stdout))


def carry_out(what, **order):
    begun, processor = time.perf_counter(), time.process_time()
    browsers = {"browse": browse, "post": post}[what](**order)
    elapsed = time.perf_counter() - begun
    seconds = sorted(took for browser in browsers for took in browser.seconds)
    return {
        "per_second": len(seconds) / elapsed,
        "p50": seconds[len(seconds) // 2] * 1000,
        "p99": seconds[len(seconds) * 99 // 100] * 1000,
        "size": browsers[0].sizes[-1],
        "own_share": (time.process_time() - processor) / elapsed,
    }


if __name__ == "__main__":
    print(json.dumps(carry_out(**json.load(sys.stdin))))

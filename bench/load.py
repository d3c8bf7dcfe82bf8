"""A plain client: a number of connections that each ask for the same page again and again."""

import selectors
import socket
import time

END_OF_HEAD = b"\r\n\r\n"


class Connection:
    """One kept-alive connection; `answers` counts the complete answers that came back on it."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        self.received = b""
        self.answers = 0
        self.ask()

    def ask(self):
        self.socket.sendall(self.request)

    def receive(self):
        """Read what there is; after a complete answer, count it and ask again. Raises ConnectionError."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.received += part
        head, found, body = self.received.partition(END_OF_HEAD)
        if found and len(body) >= length(head):
            assert head.startswith(b"HTTP/1.1 200"), head
            self.received = b""
            self.answers += 1
            self.ask()


def length(head):
    """Return the value of Content-Length in the head of an answer."""
    lines = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next(int(value) for name, _, value in lines if name == b"content-length")


def answers_in(seconds, port, path="/", connections=16):
    """Return how many answers came in so many seconds over so many connections at once."""
    with selectors.DefaultSelector() as selector:
        opened = [Connection(port, path) for _ in range(connections)]
        for connection in opened:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for ready, _ in selector.select(timeout=1):
                ready.data.receive()
        for connection in opened:
            connection.socket.close()
    return sum(connection.answers for connection in opened)

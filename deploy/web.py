"""The web server: its address, its command, and whether it answers."""

import http.client
import json
import os
import socket
import sys
from dataclasses import dataclass

from deploy.bootstrap.trouble import Trouble

# Seconds. A web server process that is told to stop while it still loads Django would be waited for without end.
PATIENCE = 8


def allowed_host():
    """Return a host name that the portal answers to."""
    names = (name.strip().lstrip(".") for name in os.environ.get("ALLOWED_HOSTS", "").split(","))
    return next((name for name in names if name and name != "*"), "localhost")


@dataclass(frozen=True)
class Address:
    """Where the portal listens."""

    host: str
    port: int

    @classmethod
    def from_environment(cls):
        """Return the address in HOST and PORT; raise Trouble if PORT is no port number."""
        text = os.environ.get("PORT") or "8000"
        if not text.isdecimal() or not 0 < int(text) < 65536:
            raise Trouble(f"PORT must be a number from 1 to 65535, and is {text!r}.")
        return cls(os.environ.get("HOST") or "127.0.0.1", int(text))

    @property
    def near(self):
        """The host by which this machine reaches it."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)

    @property
    def url(self):
        host = f"[{self.near}]" if ":" in self.near else self.near
        return f"http://{host}:{self.port}/"

    def check_free(self):
        """Raise Trouble if the address cannot be listened on."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except PermissionError as error:
                raise Trouble(f"This account may not listen on port {self.port}: use a port above 1023.") from error
            except OSError as error:
                raise Trouble(
                    f"Port {self.port} on {self.host} is taken ({error.strerror}): "
                    f"stop what listens there, or use another port: PORT={self.port + 1} make start"
                ) from error

    def answers(self):
        """Tell whether pages are served here; stuck mail makes the health report fail, but no page."""
        connection = http.client.HTTPConnection(self.near, self.port, timeout=5)
        try:
            connection.request("GET", "/health/", headers={"Host": allowed_host()})
            return json.load(connection.getresponse()).get("database") == "ok"
        except (OSError, ValueError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def command(address):
    """Return the command of the web server; each thread of each worker may hold one connection to the database."""
    workers, threads = (
        os.environ.get(name) or default for name, default in (("WEB_WORKERS", "2"), ("WEB_THREADS", "4"))
    )
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.host, "--port", str(address.port),
        "--workers", workers, "--blocking-threads", threads, "--respawn-failed-workers", "--no-ws",
        "--workers-kill-timeout", str(PATIENCE), "--log-level", "error", "pue070.wsgi:application",
    ]  # fmt: skip

"""One service of the portal, started again when it ends unasked."""

import subprocess
import sys
import time
from dataclasses import dataclass, field

from deploy import processes
from deploy.bootstrap.trouble import Trouble

LONGEST_DELAY = 30
TOO_MANY = 5
WITHIN = 120


@dataclass
class Service:
    """A service with its name and command.

    A dead worker must not take the pages away, nor a dead web server the mail: each is started again by itself, after
    1, 2, 4 ... seconds. One that keeps dying has a cause that waiting does not mend, so then all stops with a
    sentence, and whoever keeps the portal running (a person, systemd) sees it.
    """

    name: str
    command: list
    process: subprocess.Popen | None = None
    deaths: list = field(default_factory=list)
    again_at: float = 0

    def start(self):
        self.process = processes.launch(self.command)

    def has_ended(self):
        return self.process is None or self.process.poll() is not None

    def look_after(self, now=None):
        """Start the service again if it ended and its delay is over; raise Trouble if it keeps ending."""
        now = time.monotonic() if now is None else now
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif self.process.poll() is not None:
            processes.stop([self.process], lambda: True)  # what it started itself may live on
            self.mourn(self.process.returncode, now)

    def mourn(self, code, now):
        """Decide when to start again what ended with exit code `code`; raise Trouble if it ended too often."""
        self.process = None
        self.deaths = [moment for moment in self.deaths if now - moment < WITHIN] + [now]
        if len(self.deaths) > TOO_MANY:
            raise Trouble(f"The {self.name} keeps ending (last with code {code}); what it said stands above.")
        delay = min(2 ** (len(self.deaths) - 1), LONGEST_DELAY)
        self.again_at = now + delay
        print(f"The {self.name} ended with code {code}; it is started again in {delay} s.", file=sys.stderr, flush=True)

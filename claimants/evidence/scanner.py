"""Asks a virus scanner about a file. Adapters answer with one of five verdicts; only one of them is "clean".

A scanner that does not answer never lets a file pass: `unavailable` and `unexpected` keep it "being checked", and a job
asks again. Where no scanner is set, files are "not scanned" and are shown as exactly that.
"""

import socket
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)
CLEAN, INFECTED, NOT_SCANNED, UNAVAILABLE, UNEXPECTED = "clean", "infected", "not_scanned", "unavailable", "unexpected"
SETTLED = frozenset({CLEAN, INFECTED, NOT_SCANNED})  # the others are asked again
TIMEOUT = 60
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Verdict:
    """status: one of the five above, as in Evidence.Scan. signature: what was found, for the log and the attorney."""

    status: str
    signature: str = ""

    @property
    def settled(self):
        return self.status in SETTLED


class NoScanner:
    """No scanner is set (CLAMAV_URL is empty)."""

    def scan(self, stream):
        return Verdict(NOT_SCANNED)

    def answers(self):
        return True


class Clamd:
    """clamd over tcp://host:port or unix:///path, by its INSTREAM command: the file never touches its disk by name."""

    def __init__(self, url):
        self.address = urlsplit(url)

    def scan(self, stream):
        """Send the whole stream; leaves it at its beginning. Never raises: trouble is a verdict."""
        stream.seek(0)
        try:
            answer = self._ask(b"zINSTREAM\0", stream)
        except OSError as error:
            log.warning("scanner.unavailable", error=type(error).__name__)
            return Verdict(UNAVAILABLE)
        finally:
            stream.seek(0)
        return self._verdict(answer)

    def answers(self):
        """Whether it is there, for health checks."""
        try:
            return self._ask(b"zPING\0") == "PONG"
        except OSError:
            return False

    def _ask(self, command, stream=None):
        with self._connect() as connection:
            connection.sendall(command)
            try:
                while stream and (chunk := stream.read(CHUNK)):
                    connection.sendall(struct.pack(">I", len(chunk)) + chunk)
                if stream:
                    connection.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it hung up early; it may have said why (file longer than its limit)
            return self._answer(connection)

    @staticmethod
    def _answer(connection):
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (part := connection.recv(LONGEST_ANSWER)):
            answer += part
        if not answer:
            raise ConnectionError("hung up without an answer")
        return answer.rstrip(b"\0\n").decode(errors="replace")

    def _connect(self):
        if self.address.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(TIMEOUT)
            try:
                connection.connect(self.address.path)
            except OSError:
                connection.close()
                raise
            return connection
        return socket.create_connection((self.address.hostname, self.address.port or 3310), timeout=TIMEOUT)

    @staticmethod
    def _verdict(answer):
        if answer == "stream: OK":
            return Verdict(CLEAN)
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return Verdict(INFECTED, answer.removeprefix("stream: ").removesuffix(" FOUND"))
        log.error("scanner.unexpected", length=len(answer))
        return Verdict(UNEXPECTED)


def scanner():
    """The scanner of this instance (settings.CLAMAV_URL)."""
    return Clamd(settings.CLAMAV_URL) if settings.CLAMAV_URL else NoScanner()


def scan(stream) -> Verdict:
    return scanner().scan(stream)

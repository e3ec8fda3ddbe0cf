"""Keeps a handful of processes running: starts them in order, restarts what dies, leaves nothing behind. No Django here.

Each child leads a process group of its own, so that ending it ends its workers too; and the kernel sends it SIGTERM
when the supervisor itself is killed, so that even `kill -9` leaves no orphan (Linux).
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a dead child is started again; doubles with every early death
STEADY = 30.0  # a child that lived this long starts again with the shortest wait
GRACE = 20.0  # seconds a child has to end by itself
LOG_MAX = 20 * 1024 * 1024
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    name: str
    argv: list[str]
    until: Callable[[], bool] = lambda: True  # up is when this says so; the next child waits for it
    ends_last: bool = False  # others need it until they have ended
    process: subprocess.Popen | None = None
    wait: float = FIRST_WAIT  # before the next restart
    started: float = 0.0
    due: float | None = None  # when to start it again

    def alive(self):
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """run() returns after stop() or SIGINT/SIGTERM, with every child and grandchild gone."""

    children: list[Child]
    env: dict[str, str]
    logs: Path | None = None  # children write <logs>/<name>.log; None: to our own stdout
    say: Callable[[str], None] = print
    stopping: bool = field(default=False, init=False)

    def run(self, *, on_ready):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            if self._start_all():
                on_ready()
            while not self.stopping:
                self._look_after()
                time.sleep(0.1)
        finally:
            self._end_all()

    def stop(self, *_):
        """End everything in peace; asked a second time, at once."""
        if self.stopping:
            for child in self.children:
                _signal_group(child, signal.SIGKILL)
        self.stopping = True

    def _start_all(self):
        for child in self.children:
            self._start(child)
            while not self.stopping and not child.until():
                self._look_after()
                time.sleep(0.02)
        return not self.stopping

    def _start(self, child):
        child.started, child.due = time.monotonic(), None
        with self._output(child) as output:
            child.process = subprocess.Popen(
                child.argv,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  the supervisor has one thread
            )

    def _output(self, child):
        if self.logs is None:
            return os.fdopen(os.dup(sys.stdout.fileno()), "ab")
        file = self.logs / f"{child.name}.log"
        if file.exists() and file.stat().st_size > LOG_MAX:
            file.replace(file.with_suffix(".log.1"))
        return file.open("ab")

    def _look_after(self):
        """Plan a restart for each child that died; carry out the plans that are due."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None or child.alive():
                continue
            if child.due is None:
                self._plan_restart(child, now)
            elif now >= child.due and not self.stopping:
                self._start(child)

    def _plan_restart(self, child, now):
        _signal_group(child, signal.SIGKILL)  # a leader that was killed leaves its workers behind
        wait = FIRST_WAIT if now - child.started > STEADY else child.wait
        child.due, child.wait = now + wait, min(wait * 2, LONGEST_WAIT)
        where = f" Its last words: {self.logs / child.name}.log" if self.logs else ""
        self.say(f"{child.name} ended ({_how(child.process.returncode)}); starting it again in {wait:g} s.{where}")

    def _end_all(self):
        for last in (False, True):
            ending = [child for child in self.children if child.process and child.ends_last is last]
            for child in ending:
                _signal_group(child, signal.SIGTERM, leader_only=True)
            for child in ending:
                self._see_out(child)

    def _see_out(self, child):
        try:
            child.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.say(f"{child.name} does not end by itself; it is killed.")
        _signal_group(child, signal.SIGKILL)
        child.process.wait()


def _die_with_parent():
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(child, number, *, leader_only=False):
    if child.process is None or (leader_only and not child.alive()):
        return
    try:
        (os.kill if leader_only else os.killpg)(child.process.pid, number)
    except (ProcessLookupError, PermissionError):
        return  # gone already


def _how(code):
    return f"exit {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"

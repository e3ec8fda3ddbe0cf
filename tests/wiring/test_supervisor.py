"""The supervisor, run in a process of its own with children that are a few lines of Python."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from litigation.supervisor import Child, Supervisor

home = Path(sys.argv[1])

def child(name, code, **options):
    return Child(name, [sys.executable, "-c", code.format(home=home)], **options)

PARENT = '''
import os, pathlib, subprocess, sys, time
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path("{home}/pids").open("a").write(f"{{os.getpid()}} {{grandchild.pid}}\\\\n")
time.sleep(60)
'''
ENDING = '''
import pathlib, signal, sys, time
def end(*_):
    pathlib.Path("{home}/ended").open("a").write("NAME\\\\n")
    sys.exit()
signal.signal(signal.SIGTERM, end)
pathlib.Path("{home}/NAME").touch()
time.sleep(60)
'''
queue = child("queue", ENDING.replace("NAME", "queue"), until=(home / "queue").exists, ends_last=True)
Supervisor(
    [queue, child("parent", PARENT), child("clock", ENDING.replace("NAME", "clock"), until=(home / "clock").exists)],
    {},
    say=lambda sentence: print(sentence, flush=True),
).run(on_ready=lambda: print("ready", flush=True))
"""


@pytest.fixture
def supervisor(tmp_path):
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def pids(home, generation):
    """(parent, grandchild) of the parent's nth start."""
    wait_until(lambda: (home / "pids").exists() and len((home / "pids").read_text().splitlines()) > generation)
    return [int(pid) for pid in (home / "pids").read_text().splitlines()[generation].split()]


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_supervisor_restarts_a_killed_child_and_ends_what_it_left_behind(supervisor, tmp_path):
    parent, grandchild = pids(tmp_path, 0)
    os.kill(parent, signal.SIGKILL)
    again, _ = pids(tmp_path, 1)
    assert supervisor.stdout.readline() == "parent ended (signal SIGKILL); starting it again in 0.5 s.\n"
    assert (again != parent, lives(grandchild), lives(again)) == (True, False, True)


def test_supervisor_ends_everything_when_told_and_the_queue_last(supervisor, tmp_path):
    everyone = pids(tmp_path, 0)
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(10) == 0
    assert [lives(pid) for pid in everyone] == [False, False]
    assert (tmp_path / "ended").read_text() == "clock\nqueue\n"


def test_supervisor_that_is_killed_takes_its_children_along(supervisor, tmp_path):
    parent, _ = pids(tmp_path, 0)
    supervisor.kill()
    wait_until(lambda: not lives(parent))
    wait_until(lambda: sorted((tmp_path / "ended").read_text().splitlines()) == ["clock", "queue"])

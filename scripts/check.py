"""Every check that needs no test: each runs, each says how it went, the exit code tells whether all went well."""

import os
import re
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
IMPORT_ALL = """
import importlib, pkgutil, django
django.setup()
for app in ("litigation", "claimants", "documents"):
    for found in pkgutil.walk_packages([app], f"{app}."):
        importlib.import_module(found.name)
"""  # what only a test or a worker would import is found by nobody else: types are not asked of every room


def main():
    with tempfile.TemporaryDirectory() as var:
        production = _as_in_production(var)
        went_well = [
            run("Lint", [BIN / "ruff", "check", "--quiet", "."]),
            run("Format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
            run("Who may import whom", [BIN / "lint-imports", "--no-logo"], quiet=True),
            run("Types", [BIN / "mypy", "--no-error-summary"], env=production, quiet=True),
            run("Imports", [sys.executable, "-c", IMPORT_ALL], env=production, quiet=True),
            run("Migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], env=production, quiet=True),
            run("Deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], env=production, quiet=True),
            run("Translations", [sys.executable, "scripts/messages.py", "check"]),
            say("Locks", "\n".join(_missing_from_locks())),
        ]
    return 0 if all(went_well) else 1


def run(name, command, *, env=None, quiet=False):
    """Run it; show what it says where it failed, and also where it went well unless quiet."""
    done = subprocess.run(
        command, cwd=HERE, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        return say(name, done.stdout.strip() or f"exit code {done.returncode}")
    return say(name, "", "" if quiet else done.stdout.strip())


def say(name, wrong, remark=""):
    print(f"{'✗' if wrong else '✓'} {name}{f': {remark}' if remark else ''}", flush=True)
    if wrong:
        print("\n".join(f"    {line}" for line in wrong.splitlines()), flush=True)
    return not wrong


def _as_in_production(var):
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HAMKKE_")}
    return ours | {
        "HAMKKE_VAR": var,
        "HAMKKE_URL": "https://hamkke.example.org",
        "HAMKKE_DEMO": "0",
        "HAMKKE_DEBUG": "0",
        "HAMKKE_PROXIES": "1",
        "HAMKKE_SECRET_KEY": secrets.token_urlsafe(48),
        "HAMKKE_VAULT_KEYS": "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "SMTP_URL": "smtps://mail.example.org",
        "DJANGO_SETTINGS_MODULE": "litigation.settings",
    }


def _missing_from_locks():
    """What an .in file asks for and its lock does not hold. Offline: whether the lock could be newer is not asked."""
    for wanted, lock in (("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")):
        locked = {_name(line) for line in (HERE / lock).read_text().splitlines() if "==" in line}
        for line in (HERE / wanted).read_text().splitlines():
            if line.strip() and line[0] not in "#-" and _name(line) not in locked:
                yield f"{_name(line)} stands in {wanted} and not in {lock}. Run `make lock`."


def _name(line):
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line.strip())[0]).lower()


if __name__ == "__main__":
    sys.exit(main())

"""A migrated, empty database of SQLite to begin with: migrating takes ten seconds of a core, copying none.

    python -m tests.template FILE        makes it; scripts/test.py names it in HAMKKE_TEST_TEMPLATE

It is made while tests are collected, so who needs it waits for it. Without one, tests migrate as ever.
"""

import os
import shutil
import sys
import time
from pathlib import Path

PATIENCE = 120  # seconds; it takes ten
TEMPLATE = os.environ.get("HAMKKE_TEST_TEMPLATE", "")


def begin(path: Path | str) -> bool:
    """Put a copy where a database is to be; returns whether there was one to copy."""
    until = time.monotonic() + PATIENCE
    while TEMPLATE and not Path(TEMPLATE).exists() and time.monotonic() < until:
        time.sleep(0.1)
    if not TEMPLATE or not Path(TEMPLATE).exists():
        return False
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TEMPLATE, path)
    return True


def make(path: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    connection.close()
    shutil.copyfile(connection.settings_dict["NAME"], f"{path}.new")
    Path(f"{path}.new").rename(path)


if __name__ == "__main__":
    make(sys.argv[1])

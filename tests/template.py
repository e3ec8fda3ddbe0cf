"""A migrated, empty database of SQLite to begin with: migrating takes ten seconds of a core, copying none.

    python -m tests.template FILE        makes it; scripts/test.py names it in HAMKKE_TEST_TEMPLATE

Without one, tests migrate as ever.
"""

import os
import shutil
import sys
from pathlib import Path

TEMPLATE = os.environ.get("HAMKKE_TEST_TEMPLATE", "")


def begin(path: Path | str) -> bool:
    """Put a copy where a database is to be; returns whether there was one to copy."""
    if not TEMPLATE:
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
    shutil.copyfile(connection.settings_dict["NAME"], path)


if __name__ == "__main__":
    make(sys.argv[1])

"""A package out of the vault, as a folder."""

import shutil
from pathlib import Path

from documents.packages.actions import look_at_package
from documents.packages.queries import zip_of
from litigation.vault.files import open_file


def write_folder(package, folder: Path, *, actor):
    """Write every file of the package under `folder`, which must be new or hold an older making of the same package.

    What stands there and is not part of the package is left alone; verify_package names it. The look is recorded.
    """
    look_at_package(package=package, actor=actor)
    for row in package.contents.all():
        target = folder / row.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open_file(row.stored_name) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out, 1 << 18)


def write_zip(package, path: Path):
    with zip_of(package) as source, path.open("wb") as out:
        shutil.copyfileobj(source, out, 1 << 18)

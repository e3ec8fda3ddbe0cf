import shutil

import pytest

from litigation.accounts.models import User
from litigation.cases.actions import load_pack
from litigation.cases.pack import PACKS

PACK = "airport-face-data"


@pytest.fixture
def case(db):
    return load_pack(PACK).case


@pytest.fixture
def folder(tmp_path):
    """A copy of the pack that a test may change."""
    shutil.copytree(PACKS / PACK, tmp_path / PACK)
    return tmp_path


@pytest.fixture
def people(db):
    return {name: User.objects.create_user(f"{name}@example.org") for name in ("lead", "attorney", "claimant")}

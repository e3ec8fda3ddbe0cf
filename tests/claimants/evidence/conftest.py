import subprocess
import time

import pytest

from claimants.evidence.scanner import Clamd
from tests import factories
from tests.claimants.evidence import samples
from tests.conftest import CLAMD


@pytest.fixture
def claim(db):
    return factories.make_claim()


@pytest.fixture
def account(claim):
    return claim.claimant.account


@pytest.fixture
def mine(client, account):
    """A browser signed in as the claimant."""
    client.force_login(account)
    return client


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """A real clamd with one signature of our own: the EICAR test file."""
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "own.ndb").write_text(f"Hamkke.Eicar:0:*:{samples.eicar().getvalue().hex()}\n")
    (folder / "clamd.conf").write_text(
        f"LocalSocket {folder}/clamd.sock\nDatabaseDirectory {folder}\nForeground yes\nStreamMaxLength 2M\n"
        f"LogFile {folder}/log\nTemporaryDirectory {folder}\n"
    )
    process = subprocess.Popen(
        [CLAMD, "-c", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    client, end = Clamd(f"unix://{folder}/clamd.sock"), time.monotonic() + 30
    while not client.answers():
        assert process.poll() is None and time.monotonic() < end, (folder / "log").read_text()
        time.sleep(0.1)
    yield client
    process.terminate()
    process.wait()

"""Hamkke's settings for tests: every value they depend on is set here, so that no .env and no shell can change a result."""

import atexit
import os
import shutil
import tempfile

VAR = tempfile.mkdtemp(prefix="hamkke-test-")
OWNER = os.getpid()
os.mkdir(f"{VAR}/static")  # noqa: PTH102  WhiteNoise wants to see it
atexit.register(lambda: os.getpid() == OWNER and shutil.rmtree(VAR, ignore_errors=True))

for name in [name for name in os.environ if name.startswith("HAMKKE_") and not name.startswith("HAMKKE_TEST_")]:
    del os.environ[name]
os.environ |= {
    "HAMKKE_VAR": VAR,
    "HAMKKE_SECRET_KEY": "for tests only: a key that everybody knows",
    "HAMKKE_VAULT_KEYS": "k1:" + "dGVzdCBrZXkgb2YgdGhlIHZhdWx0LCAzMiBieXRlcyE=",
    "HAMKKE_URL": "http://testserver",
    "HAMKKE_HOSTS": "localhost",
    "HAMKKE_DEMO": "0",
    "HAMKKE_DEBUG": "0",
    "HAMKKE_CACHE": "memory",
    "HAMKKE_PROXIES": "0",
    "HAMKKE_UPLOAD_MB": "25",
    "HAMKKE_DISK_RESERVE_MB": "0",
    "HAMKKE_CLAIM_FILES": "60",
    "HAMKKE_CLAIM_MB": "600",
    "HAMKKE_CODES_AN_HOUR": "100",
    "HAMKKE_FILES_AN_HOUR": "120",
    "HAMKKE_WRITES_AN_HOUR": "3000",
    "HAMKKE_TEAM_SESSION_HOURS": "12",
    "HAMKKE_SESSION_DAYS": "14",
    "HAMKKE_JOB_LEASE": "60",
    "HAMKKE_ANCHORS": "",
    "HAMKKE_ADMINS": "",
    "HAMKKE_LOG": "WARNING",
    "HAMKKE_MAIL_FROM": "Hamkke <no-reply@hamkke.test>",
    "HAMKKE_S3_BUCKET": "",
    "HAMKKE_S3_ENDPOINT": "",
    "DATABASE_URL": os.environ.get("HAMKKE_TEST_DATABASE_URL", ""),
    "REDIS_URL": os.environ.get("HAMKKE_TEST_REDIS_URL", f"unix://{VAR}/no-redis.sock"),
    "SMTP_URL": "",
    "CLAMAV_URL": "",
}

from litigation.settings import *  # noqa: E402, F403

# A file, as in production: in memory, the live server's threads would share the test's one connection, and two requests
# of one page at once would find each other's savepoints.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{VAR}/test.sqlite3"}  # noqa: F405
INSTALLED_APPS = [*INSTALLED_APPS, "claimants.demo"]  # noqa: F405  tests of it turn DEMO on when the apps are loaded already
# As in production except where only speed differs, or where a collected folder would be needed.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405

os.environ["DJANGO_SETTINGS_MODULE"] = (
    "litigation.settings"  # what a test starts as a process of its own runs as it would
)

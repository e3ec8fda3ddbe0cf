"""What answers requests in production has no code of made-up people in it; in a demonstration it has."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ALL_THAT_ANSWERS = """
import sys, litigation.wsgi, litigation.celery
from django.urls import get_resolver
litigation.celery.app.loader.import_default_modules()
get_resolver().url_patterns
print(sorted(name for name in sys.modules if name.startswith("claimants.demo")))
"""


@pytest.mark.parametrize(("demo", "loaded"), [("0", False), ("1", True)])
def test_made_up_people_are_loaded_in_a_demonstration_only(demo, loaded):
    environment = os.environ | {"HAMKKE_DEMO": demo, "DJANGO_SETTINGS_MODULE": "litigation.settings"}
    command = [sys.executable, "-c", ALL_THAT_ANSWERS]
    said = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    assert ("claimants.demo.people" in said.stdout, said.stdout == "[]\n") == (loaded, not loaded)

"""The whole complaint of 1,000 plaintiffs: the body from its template, the annex written directly, in one warm process."""

import sys

from bench.processes import cost_of
from bench.registry import measurement

_WHOLE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django; django.setup()
from bench.people import plaintiffs
from documents.papers.types import complaint, plaintiff_annex
from tests.documents.papers import samples
complaint.render(samples.a_complaint())
if {annex}:
    plaintiff_annex.render(samples.an_annex({annex}), plaintiffs({annex}))
"""


@measurement()
def complaint_1k(folder):
    body, whole = (cost_of([sys.executable, "-c", _WHOLE.format(annex=count)]).cpu for count in (0, 1_000))
    return {"complaint_1k_cpu_s": whole, "complaint_body_cpu_s": body}

"""Checking what was received, one file an item: virus scan first, then exhibit and page images in the sandbox.

A scanner that does not answer leaves the file "being checked" (never "clean"), and the sweep in tasks.py asks again.
"""

from contextlib import suppress

import structlog
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claimants.evidence import actions, sandbox, scanner
from claimants.evidence.models import Evidence
from litigation.jobs.kinds import JobKind, Retry, kind
from litigation.vault.errors import VaultError
from litigation.vault.files import open_file

log = structlog.get_logger(__name__)
QUIET_SECONDS = 120

SETTLED = {Evidence.Scan.CLEAN, Evidence.Scan.NOT_SCANNED}


@kind(actions.INTAKE)
class Intake(JobKind):
    title = _("Check a file and make its page images")
    right = "claim.read"
    short = 5  # who adds a photo looks at it at once; many at once are an import

    def run_item(self, item):
        """Scan unless that is settled, then make exhibit and pages. Run twice, it finds the work done and says so."""
        evidence = Evidence.objects.select_related("claim").filter(pk=item.payload["evidence"]).first()
        if evidence is None or evidence.scan == Evidence.Scan.INFECTED:
            return {}
        try:
            if evidence.scan not in SETTLED:
                self._scan(evidence)
            if evidence.scan not in SETTLED or evidence.pictures != Evidence.Pictures.WAITING:
                return {"scan": evidence.scan}
            self._make(item, evidence)
        except VaultError:  # gone, cut or changed: no second look can help
            log.exception("evidence.unreadable", evidence_id=str(evidence.pk))
            self._say_no_pages(item, evidence, _("We could not keep this file whole. Add it again."))
        return None

    def _scan(self, evidence):
        with open_file(evidence.stored_name) as stream:
            verdict = scanner.scan(stream)
        if verdict.status != evidence.scan:
            actions.note_scan(evidence=evidence, verdict=verdict)

    def _make(self, item, evidence):
        try:
            with open_file(evidence.stored_name) as stream:
                made = sandbox.make(stream, evidence.content_type)
        except sandbox.DecodeFailed as failed:
            if failed.reason == "busy":  # says nothing of the file; when tries run out it waits for the sweep
                raise Retry(failed.sentence, after=QUIET_SECONDS) from failed
            self._say_no_pages(item, evidence, failed.sentence)
            return
        with suppress(actions.MadeAlready), actions.stored(made) as stored, item.commit() as result:
            actions.keep_made(evidence=evidence, made=made, stored=stored)
            result |= {"pages": len(made.pages)}

    def _say_no_pages(self, item, evidence, sentence):
        with item.commit() as result:
            actions.note_no_pages(evidence=evidence, sentence=str(sentence))
            result |= {"pages": 0}

    def unit(self, number):
        return ngettext("file", "files", number)


@kind(actions.RECHECK)
class Recheck(Intake):
    """The same for files whose check broke off or whose scanner was away; at most one such job at a time."""

    title = _("Check waiting files again")
    short = 0
    exclusive = True

"""data.copy: each file is read and compared with what its row remembers; then all that is whole becomes one ZIP."""

import json
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from documents.letters import papers
from documents.portability import actions, read_me
from documents.portability.archive import ZipStream
from documents.portability.contents import facts, members
from documents.portability.models import DataCopy
from documents.portability.queries import KIND
from documents.portability.rules import DATA, READ_ME, RECORD
from documents.rendering import html
from litigation.errors import DomainError
from litigation.jobs.kinds import JobKind, kind
from litigation.vault.errors import VaultError
from litigation.vault.files import blocks, examine, put


@kind(KIND)
class CopyOfData(JobKind):
    title = gettext_lazy("Make a copy of somebody's data for themselves")
    short = 30  # its person waits for it
    exclusive = True

    def overtaken(self, job):
        if DataCopy.objects.filter(pk=job.subject_id).exists():
            return ""
        return _("The copy is not wanted any more: another was asked for, or what it is of was deleted.")

    def run_item(self, item):
        """Read one file; what is damaged is left out with its reason. One that was removed meanwhile is in no list any more."""
        wanted = next((each for each in members(_copy(item.job).claim) if each.key == item.key), None)
        if wanted is None:
            return {}
        try:
            found = examine(wanted.stored_name)
        except VaultError:
            found = None
        if found is None or found.sha256 != wanted.sha256:
            raise DomainError("data.file_unreadable", _("This file cannot be read, so it is not in the copy."))
        return {"bytes": found.size}

    def finish(self, job):
        """Write the ZIP into the vault, then remember it. The name is random: what a broken attempt left is an orphan."""
        copy = _copy(job)
        left_out = set(job.items.filter(state="failed").values_list("key", flat=True))
        with override(copy.language):
            stored = put(ZipStream(_members(copy.claim, left_out), made_at=copy.asked_at), prefix="data")
        with job.commit() as result:
            actions.keep(copy=copy, stored=stored, left_out=len(left_out))
            result |= {"bytes": stored.size, "left_out": len(left_out)}

    def unit(self, number):
        return ngettext("file", "files", number)


def _copy(job):
    return DataCopy.objects.select_related("claim__case", "claim__claimant__account").get(pk=job.subject_id)


def _members(claim, left_out):
    """(path, blocks) of all that goes in: what is read first, what programs read, what was sent, the files."""
    told = facts(claim, made_at=timezone.now(), left_out=left_out)
    there = [each for each in members(claim) if each.key not in left_out]
    made = [
        (READ_ME, [read_me.page(claim, left_out).encode()]),
        (DATA, [json.dumps(told, ensure_ascii=False, indent=2).encode()]),
    ]
    if claim.submitted_at:
        made.append((RECORD, [html.render(papers.record_of(claim)).pdf]))
    return chain(made, ((each.path, blocks(each.stored_name)) for each in there))

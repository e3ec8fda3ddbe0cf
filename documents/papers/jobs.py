"""mandate.document: the sealed power of attorney of one person."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claimants.mandates.actions import attach_document
from claimants.mandates.models import Mandate
from claimants.notices.actions import notify
from documents.papers import mandate_document
from litigation.jobs.kinds import JobKind, kind
from litigation.vault import files


@kind(mandate_document.KIND)
class MandateDocument(JobKind):
    title = _("Make a signed power of attorney")
    right = "claim.read"
    short = 5

    def run_item(self, item):
        """Render, seal and store (slow), then attach it once and tell its signer. A document that is there stays."""
        mandate = Mandate.objects.select_related("claim__claimant__account").get(pk=item.payload["mandate"])
        if mandate.document_name:
            return {}
        made = mandate_document.make(mandate)
        stored = files.put(made.pdf, prefix="mandates")
        with item.commit() as result:
            kept = attach_document(mandate=mandate, name=stored.name, sha256=made.sha256, pages=made.pages)
            if kept:
                notify(user=mandate.claim.claimant.account, claim=mandate.claim, kind="signed_copy")
            result |= {"pages": made.pages}
        if not kept:
            files.delete(stored.name)
        return None

    def unit(self, number):
        return ngettext("document", "documents", number)

"""The sealed power of attorney for its signer: asked for by mandate_signed, made by a job (jobs.py) from the snapshot alone."""

from dataclasses import dataclass

from django.dispatch import receiver

from claimants.mandates.signals import mandate_signed
from claimants.mandates.signed import Signed
from documents.papers.mandate_paper import paper_of, render
from documents.sealing.installation import identity
from documents.sealing.seal import seal_pdf
from litigation.jobs.actions import start

KIND = "mandate.document"
REASON = "Sealed by the platform when it was signed"


@dataclass(frozen=True)
class Document:
    pdf: bytes
    sha256: str
    pages: int


@receiver(mandate_signed, dispatch_uid="mandate.document")
def ask_for_document(sender, mandate, **_):
    start(KIND, actor=mandate.signed_by, subject=mandate, items=[("document", {"mandate": str(mandate.pk)})])


def make(mandate) -> Document:
    """Render and seal. The mandate's snapshot and hash decide everything but the time of sealing."""
    rendered = render(paper_of(Signed.from_json(mandate.snapshot), content_sha256=mandate.content_sha256))
    sealed = seal_pdf(rendered.pdf, identity(), reason=REASON)
    return Document(sealed.pdf, sealed.sha256, rendered.pages)

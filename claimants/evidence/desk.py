"""The team's look at files: page images and originals, each look one row of the ledger that the claimant can read."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claimants.evidence import queries
from claimants.evidence.models import Evidence
from litigation.accounts.rights import right
from litigation.errors import DomainError
from litigation.ledger.actions import look
from litigation.vault.pages import send


@right("evidence.read")
@require_safe
def desk_evidence_page(request, pk, number):
    page = queries.page_in_case(request.case, pk, number)
    _seen(request, "evidence.viewed", page)
    return _picture(page, page.stored_name)


@right("evidence.read")
@require_safe
def desk_evidence_thumb(request, pk, number):
    """Small pictures of the strip below the viewer; told apart, so that a page of them does not read as many looks."""
    page = queries.page_in_case(request.case, pk, number)
    _seen(request, "evidence.thumbnail_shown", page)
    return _picture(page, page.thumb_name)


@right("evidence.read")
@require_safe
def desk_evidence_original(request, pk):
    """The untouched file, always as a download. Refused while nobody knows whether it is safe."""
    evidence = queries.original_in_case(request.case, pk)
    if evidence.scan == Evidence.Scan.INFECTED:
        raise DomainError(
            "evidence.unsafe", _("This file may be unsafe, so it was not kept. Ask for another copy."), status=410
        )
    if evidence.scan not in (Evidence.Scan.CLEAN, Evidence.Scan.NOT_SCANNED):
        raise DomainError(
            "evidence.unchecked", _("This file is still being checked. Open it again in some minutes."), status=409
        )
    look("evidence.downloaded", request=request, subject=evidence, claim=evidence.claim)
    return send(
        evidence.stored_name, filename=evidence.display_name, content_type=evidence.content_type, size=evidence.size
    )


def _seen(request, verb, page):
    evidence = page.evidence
    look(verb, request=request, subject=evidence, claim=evidence.claim, data={"page": page.number})


def _picture(page, name):
    return send(name, filename=f"{page.evidence_id}-{page.number}.jpg", content_type="image/jpeg", inline=True)

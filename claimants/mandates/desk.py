"""The team's look at a signed power of attorney; one row of the ledger that its signer can read."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claimants.mandates import queries
from litigation.accounts.rights import right
from litigation.ledger.actions import look
from litigation.vault.pages import send


@right("evidence.read")
@require_safe
def desk_mandate_document(request, pk):
    mandate = get_object_or_404(queries.in_case(request.case), pk=pk)
    look("mandate.viewed", request=request, subject=mandate, claim=mandate.claim)
    name = f"{mandate.claim.reference} 소송위임장.pdf"
    return send(mandate.document_name, filename=name, content_type="application/pdf", inline=True)

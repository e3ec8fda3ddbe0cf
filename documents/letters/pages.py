"""The claimant takes their own papers: the record of what they sent, the letter about where the claim stands."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from claimants.claims.queries import my_claim
from documents.letters import papers
from documents.rendering import html
from litigation.accounts.rights import right
from litigation.ledger.actions import look
from litigation.vault.pages import HEADERS


@right("claim.own")
@require_GET
def my_record(request):
    """What they sent, as a PDF. There is none before it was sent."""
    return _taken(request, "record", "claim.record_taken", papers.record_of)


@right("claim.own")
@require_GET
def my_letter(request):
    """Where the claim stands today, as a PDF."""
    return _taken(request, "letter", "claim.letter_taken", papers.letter_of)


def _taken(request, name, verb, made_from):
    claim = my_claim(request)
    if claim.submitted_at is None:
        raise Http404
    made = html.render(made_from(claim))
    look(verb, request=request, subject=claim, claim=claim)
    disposition = {"Content-Disposition": f'inline; filename="{name}-{claim.reference}.pdf"'}
    return HttpResponse(made.pdf, content_type="application/pdf", headers=HEADERS | disposition)

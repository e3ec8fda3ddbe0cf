"""Before a roster is frozen for ever: the texts it freezes must make a complaint, and what it says must be printable."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from claimants.claims.models import Claim
from claimants.mandates.queries import lapses_of
from documents.papers import contents
from documents.papers.cited import missing_in
from documents.papers.cites import Marks
from documents.papers.types import complaint
from documents.rounds.roster import Roster
from litigation.cases.named import Lawyer
from litigation.errors import DomainError
from litigation.fonts.words import letters

NAMED = 5  # claims or cites named in a refusal


def refuse_what_cannot_be_printed(entries) -> None:
    """Refuse the freeze where a paper of a plaintiff would show boxes: what no gate can ask the database, such as addresses."""
    found = [(one.claim.reference, what) for one in entries if (what := letters(contents.printed(one)))]
    if found:
        sentence = _(
            "Papers cannot print letters of these claims: %(claims)s. Ask each person on the claim's page to write it in Latin "
            "letters; meanwhile the others can be frozen."
        )
        named = ", ".join(f"{reference} ({what})" for reference, what in found[:NAMED])
        raise DomainError("round.letters", sentence % {"claims": named + (" …" if found[NAMED:] else "")}, status=409)


def refuse_overtaken_mandates(claims: Iterable[Claim], lawyers: tuple[Lawyer, ...]) -> None:
    """Refuse the freeze where a mandate prints what is so no longer. The gate asks the same of what is written down about it;
    here it is looked at itself. lawyers: those who act now."""
    found = [claim for claim in claims if any(lapses_of(each, claim, lawyers) for each in claim.signed_mandates)]
    if found:
        sentence = _(
            "What the power of attorney of these claims prints has changed since it was signed: %(claims)s. Ask each person "
            "to sign again; meanwhile the others can be frozen."
        )
        named = ", ".join(claim.reference for claim in found[:NAMED])
        raise DomainError("round.mandates", sentence % {"claims": named + (" …" if found[NAMED:] else "")}, status=409)


def refuse_what_makes_no_complaint(round: Roster) -> None:
    """Refuse the freeze where no attorney is of record, or a text is missing or asks for a value there is not."""
    shared = round.shared
    if not shared.lawyers:
        raise DomainError(
            "round.no_attorney",
            _("No attorney of record is named in this case, and every paper needs one. Name them, then freeze."),
        )
    if not shared.defendants or complaint.PRAYER not in shared.texts or not complaint.grounds_of(shared):
        raise DomainError(
            "round.texts_missing",
            _(
                "The defendant, the prayer or the grounds of the complaint are missing. Counsel writes them, then freeze."
            ),
        )
    try:
        complaint.paper(round, {})
    except ValueError as problem:
        sentence = _("The complaint cannot be filled in: %(problem)s Counsel corrects the text, then freeze.")
        raise DomainError("round.texts_unfillable", sentence % {"problem": problem}) from problem


def refuse_missing_cites(round: Roster, marks: Marks) -> None:
    """Refuse the freeze where a text of the package cites an exhibit or an annex that the package has not. marks: those it
    has."""
    if found := missing_in(round, marks):
        sentence = _(
            "Texts cite what the package does not have: %(cites)s. Counsel corrects the text, or the file comes in, then freeze."
        )
        named = "; ".join(map(str, found[:NAMED]))
        raise DomainError(
            "paper.cite_missing", sentence % {"cites": named + (" …" if found[NAMED:] else "")}, status=409
        )

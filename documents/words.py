"""What the ledger's verbs of rounds and papers mean to the team."""

from django.utils.translation import gettext_lazy

VERBS = {
    "round.opened": gettext_lazy("Round opened"),
    "round.changed": gettext_lazy("Round changed"),
    "round.approval_asked": gettext_lazy("Approval of a round asked for"),
    "round.approved": gettext_lazy("Round approved by a second person"),
    "round.declined": gettext_lazy("Round not approved"),
    "round.approval_withdrawn": gettext_lazy("Question for approval taken back"),
    "round.frozen": gettext_lazy("Round frozen"),
    "round.filed": gettext_lazy("Round filed"),
    "round.cancelled": gettext_lazy("Round cancelled"),
    "roster.drop": gettext_lazy("Plaintiff taken out of the suit"),
    "roster.correct": gettext_lazy("Name of a plaintiff corrected"),
    "roster.substitute": gettext_lazy("Others act for a plaintiff"),
    "plaintiff.viewed": gettext_lazy("Plaintiff looked at"),
    "appeal.said": gettext_lazy("Written down who appeals"),
    "appeal.closed": gettext_lazy("List of who appeals closed"),
    "package.begun": gettext_lazy("Papers of a round begun"),
    "package.made": gettext_lazy("Package made"),
    "package.spot_checked": gettext_lazy("Papers of one plaintiff compared by eye"),
    "package.verified": gettext_lazy("Package read again and compared"),
    "package.downloaded": gettext_lazy("Package downloaded"),
    "package.file_downloaded": gettext_lazy("File of a package downloaded"),
    "claim.record_taken": gettext_lazy("Record of what was sent taken by its person"),
    "claim.letter_taken": gettext_lazy("Letter about the claim taken by its person"),
    "paper.asked": gettext_lazy("Paper asked for"),
    "paper.previewed": gettext_lazy("Preview of a paper opened"),
    "paper.viewed": gettext_lazy("Paper opened"),
}

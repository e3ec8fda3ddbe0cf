"""출입국 관련 자료: whatever else shows the journey."""

from django.utils.translation import gettext_lazy as _

from claimants.evidence.kinds import EvidenceKind

KIND = EvidenceKind(
    name="other",
    order=5,
    title=_("Something else"),
    hint=_("An entry and exit record, a bank statement with the ticket, an old message, a photo at the airport."),
    icon="file",
    exhibit_number=6,
    exhibit_title="출입국 관련 자료",
    grade="weak",
)

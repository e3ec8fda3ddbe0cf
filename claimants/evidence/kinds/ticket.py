"""항공권: an electronic ticket, an itinerary, a booking mail."""

from django.utils.translation import gettext_lazy as _

from claimants.evidence.kinds import EvidenceKind

KIND = EvidenceKind(
    name="ticket",
    order=2,
    title=_("Ticket or booking"),
    hint=_("The ticket mail of the airline or travel agency, as a PDF or a screenshot that shows your name."),
    icon="ticket",
    exhibit_number=4,
    exhibit_title="항공권",
    grade="fair",
)

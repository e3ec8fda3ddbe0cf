"""탑승권: the strongest proof most people still have."""

from django.utils.translation import gettext_lazy as _

from claimants.evidence.kinds import EvidenceKind

KIND = EvidenceKind(
    name="boarding_pass",
    order=1,
    title=_("Boarding pass"),
    hint=_("On paper or on your phone. Your name, the flight and the day have to be inside the picture."),
    icon="boarding",
    exhibit_number=3,
    exhibit_title="탑승권",
    grade="strong",
)

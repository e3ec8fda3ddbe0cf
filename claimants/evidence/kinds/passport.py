"""The identity page of a passport. It proves who somebody is, not that they travelled, and is filed as no exhibit."""

from django.utils.translation import gettext_lazy as _

from claimants.evidence.kinds import EvidenceKind

KIND = EvidenceKind(
    name="passport",
    order=4,
    title=_("Photo page of your passport"),
    hint=_("It shows that you are you. The other side does not get it, and it does not replace a proof of travel."),
    icon="passport",
    exhibit=False,
)

"""여권 출입국 심사인: the stamp or sticker of the Korean border in the passport."""

from django.utils.translation import gettext_lazy as _

from claimants.evidence.kinds import EvidenceKind

KIND = EvidenceKind(
    name="passport_stamp",
    order=3,
    title=_("Stamp in your passport"),
    hint=_("The stamp or the sticker of the Korean border, with its date. An old passport counts too."),
    icon="stamp",
    exhibit_number=5,
    exhibit_title="여권 출입국 심사인",
    grade="strong",
)

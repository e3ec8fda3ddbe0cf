"""The Korean ports a journey may have gone through, as people choose them. What is not here is typed by name."""

from django.utils.translation import gettext_lazy as _

AIRPORTS = {
    "ICN": _("Seoul Incheon (ICN)"),
    "GMP": _("Seoul Gimpo (GMP)"),
    "PUS": _("Busan Gimhae (PUS)"),
    "CJU": _("Jeju (CJU)"),
    "TAE": _("Daegu (TAE)"),
    "CJJ": _("Cheongju (CJJ)"),
    "MWX": _("Muan (MWX)"),
    "YNY": _("Yangyang (YNY)"),
}
SEAPORTS = {
    "Busan port": _("Busan, by ship"),
    "Incheon port": _("Incheon, by ship"),
    "Donghae port": _("Donghae, by ship"),
    "Jeju port": _("Jeju, by ship"),
}
NAMES = {**AIRPORTS, **SEAPORTS}


def port_name(code):
    """The port as a reader knows it; a typed one as it was typed."""
    return NAMES.get(code, code)

"""What the law's answers about plaintiffs from abroad are called on the desk: (word, tone)."""

from django.utils.translation import gettext_lazy

RECIPROCITY = {
    "not_needed": (gettext_lazy("Korean then: not asked"), "ok"),
    "yes": (gettext_lazy("Affirmed by the Supreme Court"), "ok"),
    "lower_courts": (gettext_lazy("Affirmed by lower courts"), "wait"),
    "unknown": (gettext_lazy("Not known"), "wait"),
    "no": (gettext_lazy("Denied by courts"), "bad"),
}
ROUTES = {
    "plain": (gettext_lazy("Signature in Korea"), ""),
    "apostille": (gettext_lazy("Notary and apostille"), ""),
    "consular": (gettext_lazy("Notary, ministry and Korean consul"), "wait"),
    "unknown": (gettext_lazy("Not known; a Korean consul can certify"), "wait"),
}
SECURITY = {
    "not_ordered": (gettext_lazy("No: lives in Korea"), ""),
    "may_be_ordered": (gettext_lazy("May be ordered"), "wait"),
    "unknown": (gettext_lazy("Not known: no address yet"), "wait"),
}

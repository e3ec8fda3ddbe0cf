"""In which order plaintiffs are numbered: one small rule for each, chosen while the round is planned, frozen with it.

Every order ends with the reference, so that the same people always stand in the same order, on every database.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from litigation.errors import DomainError

DEFAULT = "sent"
BY_CODE_POINT = {
    "sqlite": "BINARY",
    "postgresql": "C",
}  # for Hangul that is the order of the alphabet, and never changes


@dataclass(frozen=True)
class OrderRule:
    """keys() gives what claims are sorted by."""

    code: str
    words: str
    note: str
    keys: Callable


_rules: dict[str, OrderRule] = {}


def order_rule(code, words, note):
    """Register an order: short words for the choice, and what it is good for."""

    def register(keys):
        _rules[code] = OrderRule(code, words, note, keys)
        return keys

    return register


def order_rules() -> tuple[OrderRule, ...]:
    return tuple(_rules.values())


def order_rule_of(code) -> OrderRule:
    return _rules[code]


def sorted_by(code) -> list:
    """What to pass to order_by()."""
    return [*_rules[code].keys(), "reference"]


def refuse_unknown(code):
    if code not in _rules:
        sentence = _("Choose one of the orders of the list.")
        raise DomainError("round.order", sentence, fields={"order": sentence})
    return code


@order_rule(
    "sent",
    gettext_lazy("By the time they were sent"),
    gettext_lazy("Whoever sent their claim first is plaintiff 1."),
)
def _sent():
    return ["submitted_at"]


@order_rule(
    "hangul",
    gettext_lazy("By Korean name"),
    gettext_lazy("In the order of the Korean alphabet, as the court's list of parties is read."),
)
def _hangul():
    return [_plain("claimant__hangul_name")]


@order_rule(
    "country",
    gettext_lazy("By country, then Korean name"),
    gettext_lazy("Keeps together people whose mandates were proved in the same way."),
)
def _country():
    return [_plain("claimant__country"), _plain("claimant__hangul_name")]


@order_rule("reference", gettext_lazy("By claim reference"), gettext_lazy("References are random, so nobody is first."))
def _reference():
    return []


def _plain(name):
    return Collate(F(name), BY_CODE_POINT[connection.vendor])

"""The law in the reader's language: sentences of derivations and refusals, names of tables, what a value means."""

from datetime import date
from types import SimpleNamespace

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from litigation.errors import DomainError
from litigation.law import sentences
from litigation.law.computation import Computation
from litigation.law.figures import part
from litigation.law.periods import Length
from litigation.law.rows import LawProblem, Row
from litigation.lawbook.titles import word

GROUPS = {
    "policy": gettext_lazy("Choices of counsel"),
    "stamp": gettext_lazy("Stamp duty"),
    "service": gettext_lazy("Service"),
    "value": gettext_lazy("Value of the claim"),
    "track": gettext_lazy("Which court"),
    "interest": gettext_lazy("Interest"),
    "lawyer": gettext_lazy("Lawyer's fee the loser pays back"),
    "costs": gettext_lazy("Costs"),
    "security": gettext_lazy("Security for costs"),
    "efiling": gettext_lazy("E-filing portal"),
    "period": gettext_lazy("Periods"),
    "deadline": gettext_lazy("Deadlines"),
    "holiday": gettext_lazy("Holidays"),
    "limitation": gettext_lazy("Limitation"),
    "capacity": gettext_lazy("Who acts for themselves"),
    "retention": gettext_lazy("How long data is kept"),
    "foreign": gettext_lazy("Plaintiffs from abroad"),
    "reciprocity": gettext_lazy("Reciprocity, by country"),
    "apostille": gettext_lazy("Apostilles taken in Korea, by country"),
}
CONFIDENCE = {
    "V": gettext_lazy("read in the text of the law"),
    "V2": gettext_lazy("read in a secondary source"),
    "V2w": gettext_lazy("read in a weak source only"),
    "C": gettext_lazy("computed"),
    "K": gettext_lazy("not verified"),
}
UNITS = {
    "won": gettext_lazy("%(value)s won"),
    "MB": gettext_lazy("%(value)s MB"),
    "days": gettext_lazy("%(value)s days"),
    "rounds": gettext_lazy("%(value)s rounds of service"),
}

ANSWERS = {
    "value_of_claim": gettext_lazy("Value of the claim"),
    "track": gettext_lazy("Which court"),
    "stamp_duty": gettext_lazy("Stamp duty"),
    "cash": gettext_lazy("How it is paid"),
    "hold": gettext_lazy("Least to pay"),
    "change": gettext_lazy("Stamp duty of the change"),
    "service_fee": gettext_lazy("Service fee"),
    "refund": gettext_lazy("Refund after a withdrawal"),
    "interest": gettext_lazy("Interest"),
    "lawyer_cost": gettext_lazy("Lawyer's fee the loser pays back"),
    "security": gettext_lazy("Security for costs"),
}
RESULTS = {
    "small": gettext_lazy("Small claim, single judge"),
    "single": gettext_lazy("Single judge"),
    "panel": gettext_lazy("Panel of three judges"),
    True: gettext_lazy("In cash or by card"),
    False: gettext_lazy("Stamps are possible"),
}


def group_name(name: str) -> str:
    """The heading of a table; its own word where nobody has named it."""
    return str(GROUPS.get(name, name))


def group_place(name: str) -> int:
    """Where a table stands among the others; one without words of its own comes last."""
    return list(GROUPS).index(name) if name in GROUPS else len(GROUPS)


def value_of(row: Row) -> str:
    """What a row says, with its unit: 5,640 won; 50/10,000; a word as it is meant."""
    if row.unit.startswith("per "):
        return part(row)
    if row.unit == "length":
        return length_of(row.value)
    figure = f"{row.value:,}" if isinstance(row.value, int) and not isinstance(row.value, bool) else word(row.value)
    return str(UNITS[row.unit]) % {"value": figure} if row.unit in UNITS else figure


def said(problem: LawProblem) -> str:
    """The sentence of a refusal of the law."""
    return _(problem.sentence) % problem.params if problem.params else _(problem.sentence)


def refusal(problem: LawProblem) -> DomainError:
    """A refusal of the law as one that pages and API answer."""
    return DomainError(problem.code, said(problem))


def derivation(answer: Computation | dict) -> dict:
    """A derivation for a page, from a computation or from the JSON a paper keeps of one.

    {"steps": [{"sentence", "shown", "sources": [{"citation", "confidence", "confirmed_by", "confirmed_on"}]}], "confirmed"}.
    A step whose code is not known any more is named by its code.
    """
    stored = answer.as_json() if isinstance(answer, Computation) else answer
    sources = stored["sources"]
    steps = [
        {
            "sentence": _sentence(step),
            "shown": step["shown"],
            "sources": _unique(_source(sources[index]) for index in step["sources"]),
        }
        for step in stored["steps"]
    ]
    return {"steps": steps, "confirmed": bool(sources) and all(source["confirmed_on"] for source in sources)}


def answered(found: dict) -> list[tuple]:
    """[(name, result in words, answer)] for a page, of answers by name: computations, or the JSON a paper keeps of them."""
    return [(ANSWERS[name], _result(answer), answer) for name, answer in found.items()]


def _result(answer: Computation | dict) -> str:
    """A word where the answer is one; money otherwise."""
    result = answer.result if isinstance(answer, Computation) else answer["result"]
    known = RESULTS.get(result) if isinstance(result, bool | str) else None
    return str(known) if known else str(UNITS["won"]) % {"value": f"{result:,}"}


def _sentence(step: dict) -> str:
    if step["code"] not in sentences.SENTENCES:
        return step["code"]
    return sentences.sentence(SimpleNamespace(code=step["code"], params=step["params"]), _, _written)


def _written(name: str, value) -> str:
    """Days and lengths as the reader writes them: 31 December 2021, 5 years."""
    if name == "length":
        return length_of(value)
    try:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    except (TypeError, ValueError):
        return sentences.written(name, value)


def length_of(text: str) -> str:
    """What a length of the law means: 5y is 5 years."""
    length = Length.parse(text)
    words = {
        "d": ngettext("%(n)s day", "%(n)s days", length.count),
        "w": ngettext("%(n)s week", "%(n)s weeks", length.count),
        "m": ngettext("%(n)s month", "%(n)s months", length.count),
        "y": ngettext("%(n)s year", "%(n)s years", length.count),
    }
    return words[length.unit] % {"n": length.count}


def _source(source: dict) -> dict:
    named = {name: source[name] for name in ("citation", "confirmed_by", "confirmed_on")}
    return {**named, "confidence": str(CONFIDENCE[source["confidence"]])}


def _unique(sources) -> list[dict]:
    return list({tuple(source.values()): source for source in sources}.values())

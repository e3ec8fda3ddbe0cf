"""What a plaintiff from abroad needs: reciprocity, a power of attorney that counts, security for costs. Pure: no Django here.

What the table does not know is "unknown": a value of its own, never a guess. Countries are ISO 3166 codes.
"""

import re
from collections.abc import Iterable
from datetime import date

from litigation.law.computation import Computation, Step
from litigation.law.rows import LawProblem, LawTable, Row, shipped
from litigation.law.sentences import gettext_noop as _

NOT_NEEDED, YES, LOWER_COURTS, NO, UNKNOWN = "not_needed", "yes", "lower_courts", "no", "unknown"
RECORDED = (YES, LOWER_COURTS, NO)  # what a row of a country may say
STATUSES = (NOT_NEEDED, YES, LOWER_COURTS, UNKNOWN, NO)  # the best first: what several nationalities come to
PLAIN, APOSTILLE, CONSULAR = "plain", "apostille", "consular"
ROUTES = (PLAIN, APOSTILLE, CONSULAR, UNKNOWN)
BY_COUNTRY = {"reciprocity": "status", "apostille": "in force"}  # tables with a key for each country, and their unit
MAY_BE_ORDERED, NOT_ORDERED = "may_be_ordered", "not_ordered"


def reciprocity(country: str, on: date, *, table: LawTable | None = None) -> Computation[str]:
    """Whether a national of that country may sue the State (State Compensation Act 7), by what courts said until that day.

    Result: not_needed for a Korean national, yes (Supreme Court), lower_courts, no, or unknown.
    """
    table, country = table or shipped(), _country(country)
    rule = table.row("foreign.reciprocity", on)
    home = table.row("foreign.home", on)
    if country == home.value:
        return Computation(NOT_NEEDED, (Step("reciprocity.national", NOT_NEEDED, "", {"country": country}, (home,)),))
    first = Step("reciprocity.foreigner", country, "", {"country": country}, (rule,))
    found = table.find(f"reciprocity.{country}", on)
    if found is None:
        return Computation(UNKNOWN, (first, Step("reciprocity.unknown", UNKNOWN, "", {"country": country})))
    if found.value not in RECORDED:
        sentence = _(
            "“%(value)s” is no status of reciprocity. Write yes, lower_courts or no in the row of %(country)s."
        )
        raise LawProblem("reciprocity.status", sentence, value=found.value, country=country)
    standard = (table.row("foreign.reciprocity.standard", on),) if found.value != NO else ()
    step = Step(f"reciprocity.{found.word}", found.word, "", {"country": country}, (found, *standard))
    return Computation(found.word, (first, step))


def reciprocity_of(countries: Iterable[str], on: date, *, table: LawTable | None = None) -> Computation[str]:
    """The same for somebody with these nationalities at the time of the act: the best of them counts.

    Who was Korean then, also beside another nationality, is no foreigner under the Act. Nobody known: unknown.
    """
    found = [reciprocity(country, on, table=table) for country in sorted(set(countries))]
    if not found:
        return Computation(UNKNOWN, (Step("reciprocity.no_nationality", UNKNOWN),))
    best = min(found, key=lambda each: STATUSES.index(each.result))
    if len(found) == 1 or best.result == NOT_NEEDED:
        return best
    return Computation(best.result, (*best.steps, Step("reciprocity.best", best.result)))


def authentication_route(country: str, on: date, *, table: LawTable | None = None) -> Computation[str]:
    """How a power of attorney signed in that country on that day is made to count before a Korean court.

    plain (signed in Korea), apostille, consular (the apostille comes later there), or unknown: then a Korean consul can
    certify the signature in any case (Act on notarial acts at missions abroad 3, 25).
    """
    table, country = table or shipped(), _country(country)
    if country == table.value("foreign.home", on):
        return _route(PLAIN, country, table, on)
    since = table.find(f"apostille.{country}", on)
    if since and since.value is True:
        return _route(APOSTILLE, country, table, on, since)
    later = table.history(f"apostille.{country}")
    if later:
        return _route(CONSULAR, country, table, on, later[0])
    consul = table.row("foreign.route.consul_signature", on)
    return Computation(UNKNOWN, (Step("route.unknown", UNKNOWN, "", {"country": country}, (consul,)),))


def needs_security(country: str, on: date, *, table: LawTable | None = None) -> Computation[str]:
    """Whether the court may order security for costs (Civil Procedure Act 117) of a plaintiff who lives in that country.

    may_be_ordered for whoever has no address or office in Korea, not_ordered for whoever has; unknown without an address.
    """
    table = table or shipped()
    rule = table.row("foreign.security", on)
    if not country:
        return Computation(UNKNOWN, (Step("security.unknown", UNKNOWN, "", {}, (rule,)),))
    country = _country(country)
    here = country == table.value("foreign.home", on)
    code, result = ("security.here", NOT_ORDERED) if here else ("security.abroad", MAY_BE_ORDERED)
    return Computation(result, (Step(code, result, "", {"country": country}, (rule,)),))


def countries_by_status(on: date, *, table: LawTable | None = None) -> dict[str, list[str]]:
    """{status: countries with a row of it on that day}; every country that is in none is unknown. For filters and counts."""
    table = table or shipped()
    found: dict[str, list[str]] = {status: [] for status in STATUSES}
    found[NOT_NEEDED].append(table.row("foreign.home", on).word)
    for key in sorted(table.keys("reciprocity.")):
        country = key.removeprefix("reciprocity.")
        if country not in found[NOT_NEEDED]:
            found[reciprocity(country, on, table=table).result].append(country)
    return found


def _route(route: str, country: str, table: LawTable, on: date, *rows: Row) -> Computation[str]:
    rule = table.row(f"foreign.route.{route}", on)
    since = rows[0].effective_from if rows else None
    params = {"country": country, **({"day": since} if since else {})}
    return Computation(route, (Step(f"route.{route}", route, "", params, (rule, *rows)),))


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", code or ""):
        raise LawProblem(
            "foreign.country", _("“%(country)s” is no country. Write its two letters, like JP."), country=code
        )
    return code

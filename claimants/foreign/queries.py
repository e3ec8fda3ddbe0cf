"""What a plaintiff from abroad needs, for one claim, for lists and in numbers: by the nationality at the time of the act."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claimants.claims.models import Claim
from claimants.people.models import Nationality
from litigation.cases.models import Case
from litigation.law import foreign, limitation
from litigation.law.computation import Computation
from litigation.law.eligibility import Nationality as Held
from litigation.law.partial import PartialDate
from litigation.lawbook.queries import table
from litigation.theories.models import LimitationBasis
from litigation.theories.queries import based_theories

OUT = ("withdrawn", "not_eligible")


@dataclass(frozen=True)
class ForeignStatus:
    """One claim: nationalities at the act and now (ISO codes), and the three answers of the law with their derivations."""

    act: LimitationBasis | None
    then: list[str]
    now: list[str]
    reciprocity: Computation
    route: Computation | None
    security: Computation

    @property
    def is_foreign(self) -> bool:
        """Whether any of it matters: a foreigner then or now, or somebody who lives abroad."""
        results = (self.reciprocity.result, self.security.result)
        return results != (foreign.NOT_NEEDED, foreign.NOT_ORDERED) or len(self.now) > 1


def act_of(case: Case) -> LimitationBasis | None:
    """The act as counsel chose it: the objective start of the theory that is pleaded first. None: nobody chose one."""
    starts = (basis for each in based_theories(case) for basis in each.bases if basis.limb == limitation.OBJECTIVE)
    return next(starts, None)


def status_of(claim: Claim) -> ForeignStatus:
    """What is known today about this claim; its nationalities may be prefetched."""
    act, law, today = act_of(claim.case), table(), timezone.localdate()
    person = claim.claimant
    held = [Held(str(each.country), each.held_from, each.held_until) for each in person.nationalities.all()]
    then, now = (_on(held, day) for day in (act.start if act else None, today))
    lives_in = str(person.country)
    return ForeignStatus(
        act,
        then,
        now,
        foreign.reciprocity_of(then, today, table=law),
        foreign.authentication_route(lives_in, today, table=law) if lives_in else None,
        foreign.needs_security(lives_in, today, table=law),
    )


def _on(held, day: date | None) -> list[str]:
    return sorted({each.country for each in held if each.may_hold(PartialDate.of(day))}) if day else []


def with_reciprocity(case: Case, status: str) -> Q:
    """The condition for claims whose people have that status, as `status_of` finds it; without an act all are unknown."""
    act = act_of(case)
    if act is None:
        return Q() if status == foreign.UNKNOWN else Q(pk__in=[])
    known = foreign.countries_by_status(timezone.localdate(), table=table())
    better = foreign.STATUSES[: foreign.STATUSES.index(status)]
    none_better = ~_holds(act.start, [code for each in better for code in known[each]])
    listed = [code for codes in known.values() for code in codes]
    if status == foreign.UNKNOWN:
        return none_better & (_holds(act.start, listed, turned=True) | ~_holds(act.start, None))
    found = none_better & _holds(act.start, known[status])
    return found & ~_holds(act.start, listed, turned=True) if status == foreign.NO else found


def _holds(day, countries, *, turned=False):
    """Whether somebody held one of these nationalities on the day; turned: one of any others; None: any at all."""
    rows = Nationality.objects.filter(_held_on(day), claimant=OuterRef("claimant"))
    if countries is not None:
        rows = rows.exclude(country__in=countries) if turned else rows.filter(country__in=countries)
    return Q(Exists(rows))


def _held_on(day) -> Q:
    begun = Q(held_from=None) | Q(held_from__lte=day)
    return begun & (Q(held_until=None) | Q(held_until__gte=day))


# In numbers ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Country:
    """Sent claims of people who held that nationality at the time of the act, and what the law says of the country."""

    code: str
    claims: int
    reciprocity: Computation
    route: Computation


def sent(case: Case) -> QuerySet[Claim]:
    """Claims that were sent and neither left nor refused: whoever is, or may become, a plaintiff."""
    return Claim.objects.filter(case=case, submitted_at__isnull=False).exclude(status__in=OUT)


def countries(case: Case) -> list[Country]:
    """Each nationality at the time of the act, most claims first."""
    act, law, today = act_of(case), table(), timezone.localdate()
    if act is None:
        return []
    rows = Nationality.objects.filter(_held_on(act.start), claimant__claims__in=sent(case))
    counted = rows.values_list("country").annotate(n=Count("claimant", distinct=True)).order_by("-n", "country")
    return [
        Country(
            code,
            number,
            foreign.reciprocity(code, today, table=law),
            foreign.authentication_route(code, today, table=law),
        )
        for code, number in counted
    ]


def by_status(case: Case) -> dict[str, int]:
    """{status: how many sent claims}, in the order of foreign.STATUSES."""
    return {status: sent(case).filter(with_reciprocity(case, status)).count() for status in foreign.STATUSES}


def abroad(case: Case) -> int:
    """Sent claims of people without a Korean address: security for costs may be ordered."""
    return sent(case).exclude(claimant__country__in=["", "KR"]).count()

"""From the frozen roster and frame to what papers share: the parties, the dates, the sums. Pure.

Nothing here asks the database or the clock. What an entry or a frame does not hold cannot stand in a paper.
"""

from datetime import date
from zoneinfo import ZoneInfo

from claimants.mandates.signed import Signed
from documents.papers.parties import Agent, Defendant, Person, Plaintiff
from documents.papers.scripts import language_of
from documents.rounds.roster import Entry, Frame, Roster, Trip

SEOUL = ZoneInfo("Asia/Seoul")


def agent(shared: Frame | Signed) -> Agent:
    """The attorneys of record; firm, address and phone are those of the first who has one."""
    lawyers = shared.lawyers

    def first(name):
        return next((value for each in lawyers if (value := getattr(each, name))), "")

    return Agent(
        firm=first("firm"),
        attorneys=tuple(each.name_ko for each in lawyers),
        address=first("address_ko"),
        phone=first("phone"),
    )


def defendant(shared: Frame | Signed) -> Defendant:
    if not shared.defendants:
        return Defendant()
    one = shared.defendants[0]
    return Defendant(
        name=one.name_ko,
        representative=one.representative_ko.removeprefix("법률상 대표자").strip(),
        service=one.service_office_ko,
        address=one.service_address_ko,
    )


def person(one: Entry) -> Person:
    return Person(**_values(one))


def plaintiff(one: Entry) -> Plaintiff:
    """The row of the annex."""
    return Plaintiff(number=one.number, **_values(one))


def _values(one):
    said, states = one.printed, one.person.nationalities
    return {
        "hangul": said.hangul_name,
        "roman": said.passport_name,
        "native": said.own_name,
        "native_lang": language_of(said.own_name, states[0].code if states else ""),
        "birth_date": said.birth_date,
        "nationality": said.nationality,
        "address": said.address,
        "representative": said.representative,
    }


def printed(one: Entry) -> str:
    """Everything that the papers of a plaintiff print of what people typed."""
    row = plaintiff(one)
    own = (row.hangul, row.roman, row.own_name, row.nationality, row.address, row.representative)
    return "\n".join((*own, *(trip.carrier for trip in one.trips)))


def shared(round: Roster) -> dict:
    """What every paper of a round is given."""
    frame = round.shared
    of_record = agent(frame)
    return {
        "made_at": round.frozen_at,
        "author": of_record.firm or ", ".join(of_record.attorneys),
        "court": frame.court,
        "case_name": frame.case_name,
    }


def dated(round: Roster) -> date:
    """The day in Seoul on which the round was frozen: the date on every paper of it."""
    return round.frozen_at.astimezone(SEOUL).date()


def partial_day(trip: Trip) -> str:
    """2019. 4. 3.; 2019. 4.경; 2019.경: as exactly as it is known."""
    day = trip.date
    return {"day": korean_day(day), "month": f"{day.year}. {day.month}.경"}.get(trip.precision, f"{day.year}.경")


def korean_day(day) -> str:
    return f"{day.year}. {day.month}. {day.day}."

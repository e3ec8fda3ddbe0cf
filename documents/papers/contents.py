"""From the frozen roster and frame to what papers share: the parties, the dates, the sums. Pure.

Nothing here asks the database or the clock. What an entry or a frame does not hold cannot stand in a paper.
"""

from dataclasses import fields
from datetime import date
from zoneinfo import ZoneInfo

from claimants.mandates.signed import Signed
from claimants.people.described import Printed
from documents.papers.parties import Agent, Defendant, Person, Plaintiff
from documents.papers.scripts import language_of
from documents.rounds.roster import Entry, Frame, Roster, Trip

SEOUL = ZoneInfo("Asia/Seoul")
PRINTED = tuple(each.name for each in fields(Printed))


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
    return _paper_person(Person, one)


def plaintiff(one: Entry) -> Plaintiff:
    """The row of the annex."""
    return _paper_person(Plaintiff, one, number=one.number)


def as_printed(cls, said: Printed, **more):
    """A person of a paper from what is printed of them."""
    return cls(**{name: getattr(said, name) for name in PRINTED}, **more)


def _paper_person(cls, one, **more):
    said, states = one.printed, one.person.nationalities
    lang = language_of(said.own_name, states[0].code if states else "")
    return as_printed(cls, said, own_name_lang=lang, **more)


def printed(one: Entry) -> str:
    """Everything that the papers of a plaintiff print of what people typed."""
    row = plaintiff(one)
    own = (row.hangul_name, row.passport_name, row.printed_own_name, row.nationality, row.address, row.representative)
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

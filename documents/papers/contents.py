"""From the frozen roster and frame to what papers share: the parties, the dates, the sums. Pure.

Nothing here asks the database or the clock. What an entry or a frame does not hold cannot stand in a paper.
"""

from datetime import date
from zoneinfo import ZoneInfo

from documents.papers.parties import Agent, Defendant, Person, Plaintiff
from documents.papers.scripts import language_of

SEOUL = ZoneInfo("Asia/Seoul")


def agent(frame) -> Agent:
    """The attorneys of record; firm, address and phone are those of the first who has one."""
    lawyers = frame["lawyers"]

    def first(name):
        return next((each[name] for each in lawyers if each[name]), "")

    return Agent(
        firm=first("firm"),
        attorneys=tuple(each["name_ko"] for each in lawyers),
        address=first("address_ko"),
        phone=first("phone"),
    )


def defendant(frame) -> Defendant:
    one = frame["defendants"][0] if frame["defendants"] else {}
    return Defendant(
        name=one.get("name_ko", "대한민국"),
        representative=one.get("representative_ko", "").removeprefix("법률상 대표자").strip(),
        service=one.get("service_office_ko", ""),
        address=one.get("service_address_ko", ""),
    )


def person_values(person) -> dict:
    """What every paper says of a plaintiff, from the `person` of a snapshot."""
    native = "" if person["native"] in (person["hangul"], person["roman"]) else person["native"]
    states = [each["code"] for each in person["nationalities"]]
    return {
        "hangul": person["hangul"],
        "roman": person["roman"],
        "native": native,
        "native_lang": language_of(native, states[0] if states else ""),
        "birth_date": date.fromisoformat(person["birth_date"]) if person["birth_date"] else None,
        "nationality": person["nationality"],
        "address": address(person),
    }


def person(values) -> Person:
    return Person(**person_values(values))


def plaintiff(entry) -> Plaintiff:
    """The row of the annex; for a child with whoever signed for it."""
    signed = entry.snapshot["mandate"]["snapshot"]["person"]
    values = person_values(entry.snapshot["person"])
    return Plaintiff(number=entry.number, representative=signed.get("representative", ""), **values)


def printed(entry) -> str:
    """Everything that the papers of a plaintiff print of what people typed."""
    one = plaintiff(entry)
    own = (one.hangul, one.roman, one.own_name, one.nationality, one.address, one.representative)
    return "\n".join((*own, *(trip["carrier"] for trip in entry.snapshot["trips"])))


def address(person) -> str:
    """The address in Korean letters where there is one; else as the person writes it, on one line, with the state."""
    if person["address_ko"]:
        return person["address_ko"]
    lines = [line.strip() for line in person["address"].splitlines() if line.strip()]
    return ", ".join([*lines, *filter(None, [person["postcode"], person["country_ko"]])])


def shared(round) -> dict:
    """What every paper of a round is given."""
    frame = round.frame
    return {
        "made_at": round.frozen_at,
        "author": agent(frame).firm or ", ".join(agent(frame).attorneys),
        "court": frame["court"],
        "case_name": frame["case_name"],
    }


def dated(round) -> date:
    """The day in Seoul on which the round was frozen: the date on every paper of it."""
    return round.frozen_at.astimezone(SEOUL).date()


def partial_day(trip) -> str:
    """2019. 4. 3.; 2019. 4.경; 2019.경: as exactly as it is known."""
    day = date.fromisoformat(trip["date"])
    return {"day": f"{day.year}. {day.month}. {day.day}.", "month": f"{day.year}. {day.month}.경"}.get(
        trip["precision"], f"{day.year}.경"
    )


def korean_day(day) -> str:
    return f"{day.year}. {day.month}. {day.day}."

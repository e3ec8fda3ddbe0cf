"""From the frozen roster and frame to the papers: plain values in, the engine's dataclasses out. Pure.

Nothing here asks the database or the clock. What an entry or a frame does not hold cannot stand in a paper.
"""

import re
from datetime import date
from zoneinfo import ZoneInfo

from documents.exhibits.names import exhibit_mark
from documents.filings.parties import Agent, Defendant, Person, Plaintiff
from documents.filings.scripts import language_of
from documents.filings.types.complaint import Attachment, ComplaintPaper, Proof, Section
from documents.filings.types.evidence_list import EvidenceListPaper, ExhibitLine
from documents.filings.types.plaintiff_annex import PlaintiffAnnexPaper
from documents.rounds import marks
from litigation.cases.rules import HEADING, fill, read

SEOUL = ZoneInfo("Asia/Seoul")
PRAYER = "complaint.prayer"
_NUMBER = re.compile(r"^\d+\.\s*")


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


def complaint(round, used: list[tuple[int, int]]) -> ComplaintPaper:
    """소장. used: (exhibit number, how many exhibits have it), for the list of proofs."""
    frame = round.frame
    total = frame["amount_won"] * round.roster_count
    words = {
        "count": f"{round.roster_count:,}",
        "amount": f"{frame['amount_won']:,}",
        "total": f"{total:,}",
        "interest_from": korean_day(date.fromisoformat(frame["interest_from"])),
        "defendant": defendant(frame).name,
    }
    return ComplaintPaper(
        **shared(round),
        plaintiff_count=round.roster_count,
        agent=agent(frame),
        defendant=defendant(frame),
        prayer=tuple(_prayer(frame, words)),
        grounds=tuple(_section(text, words) for text in grounds_of(frame)),
        proofs=tuple(proofs(used)),
        attachments=attachments(round),
        dated=dated(round),
        value_of_claim=total,
    )


def proofs(used):
    """The exhibits in ranges: 갑 제1호증의 1 내지 340 탑승권."""
    for number, count in used:
        mark = exhibit_mark(number, 1) + (f" 내지 {count:,}" if count > 1 else "")
        yield Proof(mark=mark, title=marks.title_of(number))


def attachments(round):
    return (
        Attachment(title="별지 1 원고 명단"),
        Attachment(title="소송위임장", copies=round.roster_count),
        Attachment(title="증거목록"),
    )


def annex(round) -> PlaintiffAnnexPaper:
    return PlaintiffAnnexPaper(**shared(round), count=round.roster_count, with_birth_date=True)


def evidence_list(round, count) -> EvidenceListPaper:
    return EvidenceListPaper(**shared(round), count=count, agent=agent(round.frame), dated=dated(round))


def exhibit_lines(entry) -> list[tuple[tuple[int, int], ExhibitLine]]:
    """((number, sub), line) for each exhibit of a plaintiff: sorted, they are the evidence list."""
    trips = {trip["id"]: trip for trip in entry.snapshot["trips"]}
    lines = []
    for each in entry.snapshot["exhibits"]:
        trip = trips.get(each["trip"])
        line = ExhibitLine(
            mark=exhibit_mark(each["number"], each["sub"]),
            title=each["title"],
            author=_author(each, trip),
            made_on=partial_day(trip) if trip else marks.UNKNOWN,
            proves=marks.PROVES,
            plaintiff=entry.number,
        )
        lines.append(((each["number"], each["sub"]), line))
    return lines


def _author(exhibit, trip) -> str:
    """The carrier for what an airline issued, the border office for a stamp; 미상 where nobody can tell."""
    author = marks.AUTHORS.get(exhibit["kind"], marks.UNKNOWN)
    return trip["carrier"] if trip and trip["carrier"] and author == "항공사" else author


def partial_day(trip) -> str:
    """2019. 4. 3.; 2019. 4.경; 2019.경: as exactly as it is known."""
    day = date.fromisoformat(trip["date"])
    return {"day": f"{day.year}. {day.month}. {day.day}.", "month": f"{day.year}. {day.month}.경"}.get(
        trip["precision"], f"{day.year}.경"
    )


def dated(round) -> date:
    """The day in Seoul on which the round was frozen: the date on every paper of it."""
    return round.frozen_at.astimezone(SEOUL).date()


def korean_day(day) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def grounds_of(frame) -> list[str]:
    """Bodies of the texts that make the grounds, in the order of their keys: complaint.1_parties, complaint.2_facts …"""
    keys = sorted(key for key in frame["texts"] if key.startswith("complaint.") and key != PRAYER)
    return [frame["texts"][key]["body"] for key in keys]


def _prayer(frame, words):
    """The claims of the prayer without their numbers and closing words: the paper sets both."""
    for block in read(fill(frame["texts"][PRAYER]["body"], words)).full:
        for line in block.lines:
            if not line.endswith("판결을 구합니다."):
                yield _NUMBER.sub("", line)


def _section(body, words) -> Section:
    """One text of the grounds: its title, paragraphs, and under its headings the sections below."""
    authored = read(fill(body, words))
    paragraphs, below = [], []
    for block in authored.full:
        if block.kind == HEADING:
            below.append((block.text, []))
        else:
            (below[-1][1] if below else paragraphs).extend(block.lines)
    sections = tuple(Section(heading=heading, paragraphs=tuple(lines)) for heading, lines in below)
    return Section(heading=authored.title, paragraphs=tuple(paragraphs), sections=sections)

"""A calendar as RFC 5545 writes it: folded, escaped, all-day dates. Pure: what stands in it, its caller decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75  # of a line without its break; RFC 5545 3.1
ALARM_HOUR = 9


@dataclass(frozen=True)
class Event:
    """One all-day event. uid stays the same for ever, changed_at says how fresh the event is.

    alarms: so many days before, at nine in the morning, the calendar tells its person.
    """

    uid: str
    day: date
    title: str
    text: str
    url: str
    changed_at: datetime
    done: bool = False
    alarms: tuple[int, ...] = ()


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The whole calendar, UTF-8 with CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hamkke//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(event: Event) -> list[str]:
    title = escaped(event.title)
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{'✓ ' if event.done else ''}{title}",
        f"DESCRIPTION:{escaped(event.text)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        *(line for days in event.alarms for line in _alarm(days, title)),
        "END:VEVENT",
    ]


def _alarm(days: int, title: str) -> list[str]:
    """Counted from the midnight with which the day begins."""
    trigger = f"-P{days - 1}DT{24 - ALARM_HOUR}H"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", f"TRIGGER:{trigger}", "END:VALARM"]


def escaped(text: str) -> str:
    """Text of a property: backslash, semicolon, comma and line breaks mean something there; other controls are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(mark, instead)
    return "".join(character for character in text if character == "\t" or character.isprintable())


def folded(line: str) -> str:
    """A long line goes on after CRLF and a space, never in the middle of a character."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MOST_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)

"""How dates, times and sums are written in Korean court papers. Plain functions; templates get them from filters.py.

2026. 11. 23. · 1,000,000원 · 2026. 11. 23. 14:02.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
UTC = ZoneInfo("UTC")


def day(value: date) -> str:
    """2026. 11. 23.; an instant is first taken to Seoul."""
    if isinstance(value, datetime):
        value = value.astimezone(SEOUL)
    return f"{value.year}. {value.month}. {value.day}."


def seoul(value: datetime) -> str:
    """2026. 11. 23. 14:02:09, the court's clock."""
    return f"{day(value)} {value.astimezone(SEOUL):%H:%M:%S}"


def utc(value: datetime) -> str:
    """2026-11-23 05:02:09."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def number(value: int) -> str:
    return f"{value:,}"


def won(value: int) -> str:
    return f"{value:,}원"


def direction(lang: str) -> str:
    """rtl for the languages of Arabic, Hebrew and Thaana letters; else ltr."""
    return "rtl" if lang.split("-", maxsplit=1)[0] in {"ar", "fa", "ur", "he", "ps", "ckb", "dv"} else "ltr"


def w3c(value: datetime) -> str:
    """2026-11-23T05:02:09Z, for the PDF's metadata."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def halves(digest: str) -> list[str]:
    """A SHA-256 in readable groups of eight."""
    return [digest[i : i + 8] for i in range(0, len(digest), 8)]


def bracketed(text: str) -> str:
    """(NGUYEN THI HUONG), behind a name in other letters."""
    return f"({text})"

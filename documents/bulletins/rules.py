"""How a bulletin is read, and how long it can be taken back. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypedDict

UNDO = timedelta(minutes=10)  # so long it can be taken back by who sent it; nobody sees it before
INSTEAD = ("en", "ko")  # read by who finds none in their own language


class Words(TypedDict):
    subject: str
    body: str


def words_for(texts: Mapping[str, Words], language: str) -> tuple[str, Words]:
    """(language, words) for somebody who reads in `language`: theirs, else English, else Korean."""
    found = next((each for each in (language, *INSTEAD) if each in texts), None) or min(texts)
    return found, texts[found]


def is_held(status: str, leaves_at: datetime | None, now: datetime) -> bool:
    """Whether it was sent and nobody sees it yet, so that it can be taken back."""
    return status == "sent" and leaves_at is not None and leaves_at > now

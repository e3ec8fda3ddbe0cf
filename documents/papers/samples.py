"""A made-up round, never stored: it stands in for a frozen one wherever a paper is only to be looked at."""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime

from documents.papers.made_up import AT, PEOPLE, entry
from documents.papers.registry import ROUND, Asked, Made
from documents.papers.texts import kind_of, text_missing, texts_of
from documents.papers.types import complaint
from documents.rendering import html
from documents.rounds import snapshot
from documents.rounds.models import Round
from documents.rounds.roster import Entry, Frame, Text
from litigation.cases.queries import newest
from litigation.kept import sha256

MOST_KEPT = 64
_made: dict[tuple, Made] = {}


@dataclass(frozen=True, kw_only=True)
class SampleRound:
    """A round as papers see it."""

    case: object
    amount_won: int = 1_000_000
    number: int = 1
    frozen_at: datetime = AT
    shared: Frame
    entries: tuple[Entry, ...]
    pk: object = "sample"
    status: str = "frozen"
    left: frozenset[int] = frozenset()
    count: int | None = None
    """How many there are in truth, where the entries here are only some of them."""

    @property
    def roster_count(self):
        return len(self.entries) if self.count is None else self.count

    @property
    def last_number(self):
        return self.roster_count

    def plaintiffs(self, numbers=()):
        return (one for one in self.entries if not numbers or one.number in numbers)


def sample_round(case) -> SampleRound:
    """A round of this case, with its court, lawyers and newest texts, and made-up plaintiffs."""
    blank = Round(case=case, number=1, amount_won=case.amount_per_plaintiff_won)
    frame = snapshot.frame(blank, plaintiffs=len(PEOPLE))
    mandate = {code: text.body for code, text in newest(case, "mandate.text").items()}
    entries = tuple(entry(index, frame, mandate) for index in range(len(PEOPLE)))
    return SampleRound(case=case, amount_won=blank.amount_won, shared=frame, entries=entries)


def sample_of(kind, round, texts=None) -> Made | None:
    """The first file of a paper of this kind, made from the sample round; None for what is no PDF or needs the vault.

    What a kind that is asked for is given as typed stands in templates/papers/<type>/sample.toml. texts: other than the
    newest of the case. Refuses a kind whose text the case does not have.
    """
    if kind.type == "complaint":
        made = html.render(complaint.paper(round, {3: [(1, 54)]}))
        return Made("complaint", "소장.pdf", made.pdf, made.pages)
    if not can_be_shown(kind):
        return None
    if kind.per == ROUND and not kind.concerns(round):
        raise text_missing()
    parts = [Asked(sample_values(kind), texts or texts_of(round.case, kind), AT)] if kind.form else []
    if kind.per == ROUND:
        return kind.files(round, *parts)[0]
    return next(made for entry in round.plaintiffs() for made in kind.make(round, *parts, entry))


def round_with(case, key, text):
    """The sample round with this text in place of the newest."""
    round = sample_round(case)
    if text.language != "ko":
        return round
    return replace(round, shared=replace(round.shared, texts=round.shared.texts | {key: text}))


def sample_with(case, key, language, body) -> Made:
    """The sample as it would be with this text in place of the newest."""
    kind, text = kind_of(key), Text(version=0, sha256="", language=language, body=body)
    round = round_with(case, key, text)
    texts = {code: {"body": row.body} for code, row in newest(case, key).items()} | {language: text.to_json()}
    return sample_of(kind, round, texts)


NO_PICTURE = ("exhibit", "party_list", "index")


def can_be_shown(kind) -> bool:
    """Whether there is a sample: not of tables, and not of what is made from somebody's own file."""
    return kind.type not in NO_PICTURE


def sample_for(case, kind) -> Made:
    """The sample with the case's newest texts, made once in each process until one of them changes."""
    round = sample_round(case)
    texts = texts_of(case, kind) if kind.form else round.entries[0].mandate.snapshot["text"]
    stamp = (kind.type, sha256({"frame": round.shared.to_json(), "texts": texts}))
    if stamp not in _made:
        if len(_made) >= MOST_KEPT:
            _made.clear()
        _made[stamp] = sample_of(kind, round)
    return _made[stamp]


def sample_values(kind) -> dict:
    return tomllib.loads((html.PAPERS / kind.type / "sample.toml").read_text("utf-8"))

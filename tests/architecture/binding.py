"""What binds, as a page: docs/what-binds.md, written from the tables the product itself asks.

`python -m tests.architecture.binding` writes it anew; test_docs.py compares.
"""

import os
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "what-binds.md"
HEAD = """# What binds

Each check with what follows from it, each thing that dies with its source, and each limit. Written by
`python -m tests.architecture.binding` from the tables the product asks; a test compares.
"""


def page() -> str:
    from django.utils.translation import override

    with override("en"):
        return "\n".join([HEAD, *_sections()])


def _sections():
    from claimants.intake.rules import DEFICIENCIES, DONE_BY
    from claimants.mandates import lapses
    from claimants.review.rules import NOT_ACCEPTED
    from documents.filing.rules import CHECKS
    from documents.papers.texts import kind_of
    from documents.rounds.gate import gate_rules
    from litigation.accounts import limits
    from litigation.cases.pack import open_pack
    from tests.architecture.promises import KEPT_BY

    yield _table(
        "Before a claim is accepted",
        "claimants/review/rules.py",
        ("refusal", "what is said"),
        [(f"`{code}`", sentence % {"n": 1, "all": 2}) for code, sentence in NOT_ACCEPTED.items()],
    )
    keys = sorted({key for key, _language in open_pack("airport-face-data").texts if kind_of(key)})
    yield _table(
        "Whose words count",
        "documents/papers/registry.py",
        ("text of a paper", "a new version counts"),
        [(f"`{key}`", "confirmed by a second attorney" if kind_of(key).needs_second else "at once") for key in keys],
    )
    yield _table(
        "Before a round is filed",
        "documents/filing/rules.py",
        ("check", "what follows", "what puts it right"),
        [(str(each.words) % {"n": "…"}, each.how, each.cure) for each in CHECKS.values()],
    )
    yield _table(
        "Before a claim comes into a round",
        "documents/rounds/gate.py",
        ("reason it stays out", "what puts it right"),
        [(each.words, each.cure) for each in gate_rules()],
    )
    yield _table(
        "What a power of attorney dies with",
        "claimants/mandates/lapses.py",
        ("what changed", "what is said"),
        [(code, lapses.sentence([code])) for code in (*lapses.WORDS, lapses.AGE)],
    )
    yield _table(
        "What answers a request without a word",
        "claimants/intake/rules.py",
        ("request", "acts since it was asked"),
        [(DEFICIENCIES[code][0], _acts(told)) for code, told in DONE_BY.items()],
    )

    yield _table(
        "How often something may be done",
        "litigation/accounts/limits.py",
        ("what", "counted for each", "at most", "setting"),
        [
            (
                each.what,
                each.of,
                "; ".join(f"{most} in {_span(s)}" for most, s in each.stretches),
                each.setting or "fixed",
            )
            for each in vars(limits).values()
            if isinstance(each, limits.Limit)
        ],
    )
    yield _table(
        "What keeps a promise",
        "tests/architecture/promises.py",
        ("what is said", "what keeps it"),
        [
            (phrase.replace("|", " "), ", ".join(f"`{each}`" for each in keepers.split()))
            for phrase, keepers in KEPT_BY.items()
        ],
    )


def _acts(told):
    found = told.get("verb__in") or [told["verb"]]
    return ", ".join(f"`{verb}`" for verb in found)


def _span(seconds):
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h" if hours else f"{minutes} min"


def _table(title, source, head, rows):
    lines = [" | ".join(map(str, row)) for row in (head, ("---",) * len(head), *rows)]
    return "\n".join([f"## {title}", "", f"`{source}`", "", *(f"| {line} |" for line in lines), ""])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
    import django

    django.setup()
    sys.stdout.write(
        f"{PAGE.name} is {'the same' if PAGE.exists() and PAGE.read_text() == page() else 'written anew'}.\n"
    )
    PAGE.write_text(page())

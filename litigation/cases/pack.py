"""A case pack: a folder of TOML and text files that describes one case. Reading it is pure; actions.py stores it.

    case.toml         what the case is; `version` counts up with every change of the folder
    facts.toml        [[facts]] of the public story, with sources
    eligibility.toml  [[rules]] as law/eligibility.py reads them
    theories.toml     on what it sues, as theories/loading.py reads it (may be absent)
    demo.toml         made-up attorneys for demonstrations only (may be absent)
    texts/<language>/<key>.md   authored texts in the form of cases/rules.py

A language is complete when it has every text that `languages` asks for; texts under `korean_only` are court papers.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from litigation.cases.rules import read
from litigation.law.eligibility import check_rule

PACKS = Path(__file__).parent / "packs"


@dataclass(frozen=True)
class Pack:
    name: str
    case: dict
    facts: list[dict]
    rules: list[dict]
    texts: dict[tuple[str, str], str] = field(repr=False)  # (key, language) → body
    demo: dict = field(default_factory=dict, repr=False)
    theories: dict = field(default_factory=dict, repr=False)


def names(folder: Path = PACKS) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/case.toml"))


def open_pack(name: str, folder: Path = PACKS) -> Pack:
    """Read a pack and refuse (ValueError) one that is absent, has a text missing in a language, or a rule that
    cannot judge: half a case is worse than none."""
    if name not in names(folder):
        raise ValueError(f"There is no case pack “{name}”. Known: {', '.join(names(folder)) or 'none'}.")
    home = folder / name
    pack = Pack(
        name,
        _toml(home / "case.toml"),
        _toml(home / "facts.toml")["facts"],
        _toml(home / "eligibility.toml")["rules"],
        {(path.stem, path.parent.name): path.read_text("utf-8").strip() for path in home.glob("texts/*/*.md")},
        _optional(home / "demo.toml"),
        _optional(home / "theories.toml"),
    )
    _check(pack)
    return pack


def _check(pack: Pack) -> None:
    for (key, language), body in pack.texts.items():
        try:
            read(body)
        except ValueError as problem:
            raise ValueError(f"{key} ({language}): {problem}") from None
    keys = {key for key, _ in pack.texts}
    papers = tuple(pack.case["korean_only"])
    for language in pack.case["languages"]:
        wanted = keys if language == "ko" else {key for key in keys if not key.startswith(papers)}
        if missing := sorted(key for key in wanted if (key, language) not in pack.texts):
            raise ValueError(f"Texts missing in {language}: {', '.join(missing)}.")
    if missing := sorted({consent["text"] for consent in pack.case["consents"]} - keys):
        raise ValueError(f"Consents name texts that are not there: {', '.join(missing)}.")
    for rule in pack.rules:
        check_rule(rule)


def _optional(path: Path) -> dict:
    return _toml(path) if path.exists() else {}


def _toml(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))

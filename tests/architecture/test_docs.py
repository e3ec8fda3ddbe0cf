"""What the papers for builders name is there: rooms, files, decisions."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture import binding

HOME = Path(settings.BASE_DIR)
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
PATH = re.compile(
    r"`((?:litigation|claimants|documents|tests|templates|docs|scripts|deploy|bench|locale|static)/[^`\s]*)`"
)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_a_page_names_is_there(page):
    named = PATH.findall((HOME / page).read_text())
    assert named
    lost = [path for path in named if not list(HOME.glob(re.sub(r"<[^>]+>|…", "*", path).rstrip("/")))]
    assert lost == []


def test_rooms_of_the_architecture_are_those_that_stand_in_one_order():
    """The table names each room once; the order is that of pyproject.toml, from the lowest."""
    contracts = tomllib.loads((HOME / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {each["containers"][0]: each["layers"] for each in contracts if "containers" in each}
    page = (HOME / "ARCHITECTURE.md").read_text()
    for app, order in layers.items():
        told = re.search(rf"^\| `{app}/` \| ([^|]+) \|", page, re.MULTILINE).group(1).strip().split(" · ")
        rank = {room: -place for place, line in enumerate(order) for room in line.split(" | ")}
        files = {room for room in rank if (HOME / app / f"{room}.py").exists()}
        assert sorted(told) == sorted(set(rank) - files)
        assert told == sorted(told, key=rank.get)


def test_list_of_decisions_names_each_with_its_day_and_title():
    folder = HOME / "docs/decisions"
    told = re.findall(r"^- (\d{4}) · (\S+) · \[(.+)\]\((\S+)\)$", (folder / "README.md").read_text(), re.MULTILINE)
    there = []
    for file in sorted(folder.glob("[0-9]*.md")):
        title, _, day, *_ = file.read_text().split("\n")
        there.append((file.name[:4], day, title.removeprefix("# "), file.name))
    assert told == there
    assert [int(number) for number, *_ in there] == list(range(1, len(there) + 1))


MADE_UP = {  # name files that are not there: to see them refused, to add them in a copy
    "tests/architecture/test_furniture.py", "tests/architecture/test_how_to_add.py",
}  # fmt: skip
NAMED = re.compile(r"(?<![\w/.<>*-])((?:[a-z_]+/)+[a-z_]+\.(?:py|mjs))\b")


def test_every_file_a_comment_names_is_there():
    """By its path or the end of it. A file that was moved leaves comments behind that send their reader nowhere."""
    every = [
        path for path in HOME.glob("*/**/*") if path.suffix in (".py", ".mjs", ".html") and ".venv" not in path.parts
    ]
    ends = {"/".join(path.relative_to(HOME).parts[start:]) for path in every for start in range(6)}
    lost = {
        f"{path.relative_to(HOME)}: {named}"
        for path in every
        if "migrations" not in path.parts and str(path.relative_to(HOME)) not in MADE_UP
        for named in NAMED.findall(path.read_text())
        if named not in ends
    }
    assert lost == set()


def test_page_of_what_binds_is_that_of_the_tables():
    assert binding.PAGE.read_text() == binding.page()

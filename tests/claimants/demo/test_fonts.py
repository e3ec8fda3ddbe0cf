"""A specimen whose name is drawn as empty boxes would teach an attorney nothing."""

import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from claimants.demo import people
from claimants.demo.drawing import FONTS

COUNTRIES = sorted(Path(people.__file__).parent.glob("countries/*.toml"))


@pytest.mark.parametrize("file", COUNTRIES, ids=lambda file: file.stem)
def test_own_script_of_every_country_has_its_letters_in_its_font(file):
    font = tomllib.loads(file.read_text())["font"]
    letters = set(TTFont(FONTS / f"{font}_400Regular.ttf").getBestCmap())
    names = [p.own_name for p in map(people.person, range(240)) if p.nationality.lower() == file.stem]
    assert names
    assert {c for name in names for c in name if ord(c) not in letters} == set()

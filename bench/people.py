"""Made-up plaintiffs for the bench: eleven ways to write a name in turn, so that no cache has it easy. Nobody is meant."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

from documents.papers import layouts
from documents.papers.parties import Plaintiff

_NAMES = Path(__file__).with_name("names.txt")
_PLACES = (
    "서울특별시 영등포구 대림로|경기도 안산시 단원구 원곡로|경기도 시흥시 정왕대로|서울특별시 구로구 가마산로|"
    "인천광역시 부평구 부평대로|경기도 화성시 향남읍 발안로|충청북도 음성군 대소면 오류로|부산광역시 사상구 새벽로|"
    "경상남도 김해시 동상로|서울특별시 용산구 이태원로"
).split("|")
_ABROAD = (
    "베트남 호찌민시 1군 레러이 거리 {n} (12 Lê Lợi, Quận 1)|몽골 울란바토르 수흐바타르구 {n}동|중국 지린성 옌지시 인민로 {n}호|"
    "태국 방콕 방까삐 {n}/{m}|일본 도쿄도 미나토구 시바코엔 {m}-{n}-3"
).split("|")
_FIRST_BIRTH = date(1955, 1, 1)


def write_cells(count, path):
    """What stands in the annex of so many plaintiffs: a line of JSON for each, of cells, of [text, language] pairs."""
    with path.open("w", encoding="utf-8") as file:
        for row in plaintiffs(count):
            cells = layouts.annex_cells(row, with_birth_date=True, with_nationality=True, with_native_name=True)
            pairs = [[[cell, "ko"]] if isinstance(cell, str) else [[*part] for part in cell] for cell in cells]
            file.write(json.dumps(pairs, ensure_ascii=False) + "\n")


def plaintiffs(count):
    """`count` plaintiffs, one after the other; nothing is kept."""
    chance = random.Random("the same people every time")
    ways = list(_ways())
    for number in range(1, count + 1):
        state, lang, parts = ways[number % len(ways)]
        yield _plaintiff(number, state, lang, [chance.choice(part) for part in parts], chance)


def _plaintiff(number, state, lang, parts, chance):
    joint = "" if lang in ("ja", "zh-Hans", "zh-Hant", "") else " "
    abroad = chance.random() < 0.2
    n, m = chance.randrange(1, 1900), chance.randrange(1, 60)
    place = chance.choice(_ABROAD).format(n=n, m=m) if abroad else f"{chance.choice(_PLACES)} {n}-{m}, {m}{n % 20:02}호"
    return Plaintiff(
        number=number,
        hangul_name=joint.join(part[0] for part in parts),
        passport_name=" ".join(part[1] for part in parts),
        own_name=joint.join(part[2] for part in parts),
        own_name_lang=lang,
        nationality=state,
        birth_date=_FIRST_BIRTH + timedelta(days=chance.randrange(18_000)),
        address=place,
    )


def _ways():
    """[(state, language, parts of names)] of names.txt."""
    blocks = _NAMES.read_text("utf-8").split("\n\n")[1:]
    for block in blocks:
        head, *parts = block.strip().splitlines()
        state, lang = head.split()
        yield state, lang if lang != "-" else "", [[word.split("/") for word in part.split()] for part in parts]

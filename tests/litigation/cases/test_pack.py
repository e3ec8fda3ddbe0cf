"""Contracts every case pack keeps, and what is refused when one does not."""

import pytest

from litigation.cases.pack import names, open_pack
from litigation.cases.rules import read
from litigation.law.eligibility import check_rule
from litigation.law.partial import PartialDate
from tests.litigation.cases.conftest import PACK

FIVE_THINGS = {  # purpose, items, period, right to refuse and its effect: PIPA 15(2), 17(2), 24
    "en": ["for how long", "right to refuse|how to refuse", "for what purpose|for what", "what we keep|moved|receive"],
    "ko": ["기간", "거부", "목적", "항목"],
}


@pytest.mark.parametrize("name", names())
def test_pack_is_whole(name):
    pack = open_pack(name)
    assert set(pack.case["name"]) == set(pack.case["languages"])
    for fact in pack.facts:
        PartialDate.parse(fact["date"])
        assert set(fact["text"]) == set(pack.case["languages"])
        assert fact["source"]
        assert fact["confidence"] in ("V", "V2", "V2w", "C", "K")
    assert len({fact["key"] for fact in pack.facts}) == len(pack.facts)
    for rule in pack.rules:
        check_rule(rule)
        assert rule["citation"]


@pytest.mark.parametrize("name", names())
def test_every_consent_has_a_plain_summary_and_the_things_the_law_asks(name):
    pack = open_pack(name)
    for (key, language), body in pack.texts.items():
        if key.startswith("consent."):
            text = read(body)
            headings = " ".join(block.text.lower() for block in text.full if block.kind == "heading")
            assert text.summary, key
            for wanted in FIVE_THINGS.get(language, []):
                assert any(word in headings for word in wanted.split("|")), (key, language, wanted)
            assert any(block.kind == "highlight" for block in text.full), f"{key}: nothing stands out"


def test_both_languages_have_the_same_shape():
    pack = open_pack(PACK)
    for (key, language), body in pack.texts.items():
        if (key, "en") in pack.texts and language != "en":
            shapes = [[b.kind for b in read(t).full if b.kind == "heading"] for t in (body, pack.texts[key, "en"])]
            assert shapes[0] == shapes[1], key


def test_pack_that_is_absent_is_refused_with_what_there_is():
    with pytest.raises(ValueError, match=PACK):
        open_pack("no-such-case")
    with pytest.raises(ValueError):
        open_pack("../cases")


def test_pack_with_a_text_missing_in_one_language_is_refused(folder):
    (folder / PACK / "texts/en/consent.court.md").unlink()
    with pytest.raises(ValueError, match=r"missing in en: consent\.court"):
        open_pack(PACK, folder)


def test_pack_with_a_text_of_another_form_is_refused(folder):
    (folder / PACK / "texts/en/home.lead.md").write_text("no title")
    with pytest.raises(ValueError, match=r"home\.lead \(en\)"):
        open_pack(PACK, folder)


def test_pack_may_bring_a_third_language(folder):
    home = folder / PACK
    (home / "texts/vi").mkdir()
    for path in (home / "texts/en").iterdir():
        (home / "texts/vi" / path.name).write_text("# Tiêu đề\n\nBản dịch.")
    case = (home / "case.toml").read_text()
    (home / "case.toml").write_text(case.replace('["en", "ko"]', '["en", "ko", "vi"]'))
    assert open_pack(PACK, folder).texts["home.lead", "vi"].startswith("# Tiêu đề")

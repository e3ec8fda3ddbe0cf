"""The way of every odd file, by the command an operator has: taken or refused with the right code, and shown as it is."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from claimants.evidence import jpeg, trial
from tests.claimants.evidence import samples
from tests.corpus import CANARY, documents, others, photos

FAMILIES = {
    "turned photos": photos.TURNED,
    "photos": photos.PHOTOS[:30],
    "more photos": photos.PHOTOS[30:],
    "bad photos": photos.BAD,
    "documents": documents.DOCUMENTS[:28],
    "more documents": documents.DOCUMENTS[28:],
    "bad documents": documents.BAD,
    "others": others.OTHERS,
    "large photos": photos.BIG,
    "scanned": documents.SCANNED,
}


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """Run check_evidence --json over files: ({name: what it printed}, {name: what the sandbox made})."""
    made = {}

    def kept(stream, kind, make=trial.sandbox.make):
        found = make(stream, kind)
        made[stream.name.rsplit("/", 1)[-1]] = (found, stream.seek(0) or stream.read())
        return found

    monkeypatch.setattr(trial.sandbox, "make", kept)

    def run(odd):
        paths = [tmp_path / each.name for each in odd]
        for path, each in zip(paths, odd, strict=True):
            path.write_bytes(each.make())
        call_command("check_evidence", *map(str, paths), "--json", stdout=sys.stdout)
        told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [each["file"] for each in told] == list(map(str, paths))
        return {path.name: each for path, each in zip(paths, told, strict=True)}, made

    return run


def short(told):
    kept = {name: told[name] for name in ("accepted", "code", "same")}
    return kept | {"warnings": [each["code"] for each in told["warnings"]]}


def derived(found, source):
    """Every byte of what the court and people get of a file."""
    where = found.copy or source
    body = b"".join(where[first:last] for first, last in found.body["pieces"]) if found.body else where
    return body + b"".join(page.image + page.thumb for page in found.pages)


def is_upright(page):
    picture = Image.open(io.BytesIO(page.image)).convert("RGB")
    across, down = picture.size
    corner, opposite = (
        picture.getpixel((across // 12, down // 12)),
        picture.getpixel((across * 9 // 10, down * 9 // 10)),
    )
    return corner[0] > 180 > 90 > corner[2] and opposite != corner


@pytest.mark.parametrize("family", FAMILIES)
def test_odd_file_has_the_outcome_it_must_have(check, family):
    odd = FAMILIES[family]
    told, made = check(odd)
    assert {name: short(each) for name, each in told.items()} == {each.name: each.outcome for each in odd}
    assert [each.name for each in odd if each.upright and not is_upright(made[each.name][0].pages[0])] == []
    assert [name for name, (found, source) in made.items() if CANARY in derived(found, source)] == []
    assert all(bool(each["sentence"]) != each["accepted"] for each in told.values())


def test_corpus_holds_at_least_120_files_of_different_names():
    names = [each.name for family in FAMILIES.values() for each in family]
    assert len(set(names)) >= 120


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", photos.TURNS)
def test_one_reader_knows_every_way_to_say_how_a_photo_is_turned(form, turn):
    assert jpeg.read(photos.within(photos.jpeg(), photos.TURNS[form](turn))).turn == turn


def test_missing_file_is_named_and_nothing_is_checked(tmp_path, capsys):
    (tmp_path / "there.jpg").write_bytes(photos.jpeg())
    with pytest.raises(CommandError) as refused:
        call_command("check_evidence", str(tmp_path / "there.jpg"), str(tmp_path / "not there.jpg"), stdout=sys.stdout)
    assert (refused.value.returncode, "not there.jpg" in str(refused.value)) == (2, True)
    assert capsys.readouterr().out == ""


def test_outcome_reads_as_a_sentence_without_json(tmp_path, capsys):
    (tmp_path / "a.jpg").write_bytes(photos.jpeg())
    (tmp_path / "b.jpg").write_bytes(samples.zipped())
    call_command("check_evidence", str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg"), stdout=sys.stdout)
    assert capsys.readouterr().out.replace(f"{tmp_path}/", "") == (
        "a.jpg: taken, pages: 1\n"
        "b.jpg: not taken (evidence.type): “b.jpg” cannot be used. Add a photo (JPG, PNG, HEIC) or a PDF.\n"
    )

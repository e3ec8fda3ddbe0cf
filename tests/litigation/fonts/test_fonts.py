"""The pinned fonts: complete, unchanged, and the only ones the renderer sees."""

import shutil

import pytest

from litigation import fonts

NAMES = [
    "김하늘 뷁 똠",
    "Nguyễn Thị Ánh Hồng Đặng Ượng",
    "Мөнхбат Үүрийнтуяа",
    "Иванова Ольга",
    "محمد عبدالله پژوهش گلچهره ٹیپو",
    "สมชาย วงศ์สวัสดิ์",
    "प्रिया शर्मा",
    "张伟 刘国华 龚龙",
    "陳桂芳 龔",
    "髙橋 﨑 邊 邉 令 戶 𠮷田 かな カナ",
    "শেখ হাসান",
    "ខ្មែរ",
    "မြန်မာ",
    "සිංහල",
    "Łukasz Ñandú Őry İnci",
]


@pytest.mark.parametrize("name", NAMES)
def test_fonts_cover_every_script_of_the_claimants(name):
    assert fonts.missing(name) == set()


def test_fonts_name_the_characters_nobody_can_draw():
    assert fonts.missing("አበበ 김하늘\n\u200f") == {"አ", "በ"}


def test_fonts_are_the_pinned_files():
    assert fonts.verify() == []


def test_verify_names_changed_missing_and_foreign_files(tmp_path, monkeypatch):
    for file in fonts.FOLDER.iterdir():
        if file.name.startswith(("NotoSansThai", "SHA")):
            shutil.copy(file, tmp_path)
    (tmp_path / "NotoSansThai_700Bold.ttf").write_bytes(b"changed")
    (tmp_path / "Stranger.ttf").write_bytes(b"new")
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    found = fonts.verify()
    assert {"NotoSansThai_700Bold.ttf", "Stranger.ttf", "NotoSerifKR_400Regular.ttf"} <= set(found)
    assert "NotoSansThai_400Regular.ttf" not in found


def test_configure_points_at_this_folder_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "elsewhere")
    conf = fonts.configure(tmp_path / "fontconfig")
    assert conf.read_text().count("<dir>") == 1
    assert f"<dir>{fonts.FOLDER}</dir>" in conf.read_text()
    assert fonts.configure(tmp_path / "fontconfig") == conf
    assert [file.name for file in conf.parent.iterdir()] == ["fonts.conf"]

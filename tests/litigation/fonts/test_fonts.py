"""The pinned fonts: complete, unchanged, and the only ones the renderer sees."""

import hashlib
import shutil

from litigation import fonts


def strange() -> list[str]:
    """Names of font files that are missing, foreign or changed against SHA256SUMS; empty when all is well."""
    pinned = {}
    for line in (fonts.FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        pinned[name] = digest
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in fonts.FOLDER.glob("*.ttf")}
    return sorted(name for name in pinned.keys() | found.keys() if pinned.get(name) != found.get(name))


def test_fonts_are_the_pinned_files():
    assert strange() == []


def test_strange_names_changed_missing_and_foreign_files(tmp_path, monkeypatch):
    for file in fonts.FOLDER.iterdir():
        if file.name.startswith(("NotoSansThai", "SHA")):
            shutil.copy(file, tmp_path)
    (tmp_path / "NotoSansThai_700Bold.ttf").write_bytes(b"changed")
    (tmp_path / "Stranger.ttf").write_bytes(b"new")
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    found = strange()
    assert {"NotoSansThai_700Bold.ttf", "Stranger.ttf", "NotoSerifKR_400Regular.ttf"} <= set(found)
    assert "NotoSansThai_400Regular.ttf" not in found


def test_configure_points_at_this_folder_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "elsewhere")
    conf = fonts.configure(tmp_path / "fontconfig")
    assert conf.read_text().count("<dir>") == 1
    assert f"<dir>{fonts.FOLDER}</dir>" in conf.read_text()
    assert fonts.configure(tmp_path / "fontconfig") == conf
    assert [file.name for file in conf.parent.iterdir()] == ["fonts.conf"]

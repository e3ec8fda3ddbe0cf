import pytest

from litigation.vault.index import blind_index


@pytest.mark.parametrize(
    "spelled", ["M123 45678", " m12345678 ", "M-123-45678", "M.123/45678", "Ｍ１２３４５６７８", "m123_45678"]
)
def test_one_number_in_many_spellings_has_one_index(spelled):
    assert blind_index(spelled, "passport") == blind_index("M12345678", "passport")


def test_index_differs_by_value_and_purpose():
    indexes = {blind_index(value, purpose) for value in ("M12345678", "M12345679") for purpose in ("passport", "phone")}
    assert len(indexes) == 4
    assert {len(each) for each in indexes} == {64}


@pytest.mark.parametrize("nothing", ["", None, " ", "--"])
def test_nothing_has_no_index(nothing):
    assert blind_index(nothing, "passport") == ""


def test_index_stays_when_a_newer_key_comes_in_front(newer_key):
    before = blind_index("M12345678", "passport")
    newer_key()
    assert blind_index("M12345678", "passport") == before

"""The data page of a specimen passport: true check digits, no face, and SPECIMEN across it."""

from datetime import date
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from claimants.demo.drawing import FONTS, GREY, INK, font, jpeg, ocr_b, stamp_specimen
from claimants.demo.people import DemoPerson, country_data
from claimants.demo.readers.mrz import Mrz, build
from litigation.law.partial import PartialDate

SIZE = (1000, 704)  # 125 × 88 mm, as ICAO 9303 has it, at 8 pixels a millimetre
LABELS = (
    "Surname", "Given names", "Name in own script", "Nationality", "Date of birth", "Passport No.", "Date of issue",
    "Date of expiry", "Authority",
)  # fmt: skip
PAPER, LINE = (236, 240, 238), (214, 224, 220)


def passport_mrz(person: DemoPerson) -> str:
    iso3 = country_data(person.nationality.lower())["iso3"]
    return build(
        Mrz(
            format="TD3",
            document_type="P",
            issuer=iso3,
            surname=person.family_name,
            given=person.given_name,
            number=person.passport_number,
            nationality=iso3,
            birth=PartialDate.of(person.birth_date),
            sex="",
            expiry=PartialDate.of(person.passport_expiry),
        )
    )


def passport_image(person: DemoPerson, *, fonts: Path = FONTS) -> bytes:
    """JPEG of the data page. Where a face would be stands a grey shape that says SPECIMEN."""
    image = _form(fonts).copy()
    draw = ImageDraw.Draw(image)
    country = country_data(person.nationality.lower())
    draw.text((340, 52), country["name_own"], fill=INK, font=font(country["font"], 30, fonts))
    draw.text((940, 60), f"P   {country['iso3']}", fill=INK, font=font("NotoSans", 24, fonts), anchor="ra")
    for row, (value, family) in enumerate(_values(person, country)):
        x, y = _place(row)
        draw.text((x, y + 20), value, fill=INK, font=font(family, 25, fonts))
    for row, line in enumerate(passport_mrz(person).splitlines()):
        for place, character in enumerate(line):  # OCR-B stands on a fixed pitch of 2.54 mm
            image.paste(INK, (round(52 + place * 20.4), 596 + row * 48), _letter(character))
    return jpeg(image)


def _values(person: DemoPerson, country: dict):
    """What stands under LABELS, with the font of each."""

    def day(value: date) -> str:
        return value.strftime("%d %m %Y")

    return [
        (person.family_name, "NotoSans"),
        (person.given_name or "—", "NotoSans"),
        (person.own_name, country["font"]),
        (country["iso3"], "NotoSans"),
        (day(person.birth_date), "NotoSans"),
        (person.passport_number, "NotoSans"),
        (day(person.passport_issued), "NotoSans"),
        (day(person.passport_expiry), "NotoSans"),
        ("Office of Made-up Documents", "NotoSans"),
    ]


def _place(row: int) -> tuple[int, int]:
    return 340 + 330 * (row % 2), 110 + 92 * (row // 2)


@cache
def _form(fonts: Path) -> Image.Image:
    """All that is the same for everybody, drawn once: lines, labels, the shape, SPECIMEN, the zone for machines."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    for offset in range(-700, 1000, 22):
        draw.line((offset, 0, offset + 700, 704), fill=LINE)
    _silhouette(draw, fonts)
    for row, label in enumerate(LABELS):
        draw.text(_place(row), label, fill=GREY, font=font("NotoSans", 15, fonts))
    stamp_specimen(image, fonts)
    draw.rectangle((0, 572, SIZE[0], SIZE[1]), fill=(250, 250, 248))
    return image


@cache
def _letter(character: str) -> Image.Image:
    """One letter of OCR-B as a mask."""
    mask = Image.new("L", (26, 40))
    ImageDraw.Draw(mask).text((0, 0), character, fill=255, font=ocr_b(34))
    return mask


def _silhouette(draw: ImageDraw.ImageDraw, fonts: Path) -> None:
    """A shape of head and shoulders, the same for everybody: there are no faces in this project."""
    draw.rectangle((52, 96, 300, 416), fill=(222, 226, 224))
    draw.ellipse((122, 142, 230, 276), fill=(186, 192, 190))
    draw.pieslice((76, 286, 276, 546), 180, 360, fill=(186, 192, 190))
    draw.rectangle((52, 416, 300, 550), fill=PAPER)
    draw.text((176, 440), "SPECIMEN", fill=INK, font=font("NotoSans", 26, fonts), anchor="mm")
    draw.text((176, 470), "no face, on purpose", fill=GREY, font=font("NotoSans", 17, fonts), anchor="mm")

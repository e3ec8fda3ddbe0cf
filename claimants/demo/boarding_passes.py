"""A specimen boarding pass whose barcode can be read, and an e-ticket as a PDF with text."""

import io
from datetime import timedelta
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from claimants.demo.drawing import FONTS, GREY, INK, NOTICE, font, jpeg, stamp_specimen
from claimants.demo.people import DemoPerson, DemoTrip
from claimants.demo.readers.bcbp import NAME, BoardingPass, Leg, build
from claimants.demo.readers.mrz import transliterate

SIZE = (1180, 520)
LABELS = ("FLIGHT", "DATE", "SEAT", "SEQ", "BOOKING")
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


@cache
def city(airport: str) -> str:
    """The city of an airport by its IATA code, in Latin letters; the code itself where it is not known."""
    found = _airports().get(airport)
    return found["city"] if found else airport


@cache
def _airports() -> dict:
    import airportsdata

    return airportsdata.load("IATA")


def boarding_pass_text(person: DemoPerson, trip: DemoTrip) -> str:
    """What the barcode holds. Every other pass also says when it was made, as airlines differ in that."""
    surname, given = (transliterate(name).replace("<", " ") for name in (person.family_name, person.given_name))
    made = trip.day - timedelta(days=1)
    leg = Leg(
        pnr=trip.pnr,
        origin=trip.origin,
        destination=trip.destination,
        carrier=trip.carrier,
        flight=trip.number,
        day_of_year=trip.day.timetuple().tm_yday,
        seat=trip.seat,
        sequence=trip.sequence,
    )
    issued = (made.year % 10, made.timetuple().tm_yday) if person.n % 2 else None
    return build(BoardingPass(surname, given, (leg,), issued))


def boarding_pass_image(person: DemoPerson, trip: DemoTrip, *, fonts: Path = FONTS) -> bytes:
    """JPEG of the pass; the barcode is Aztec, or PDF417 for every third person."""
    image = _form(fonts).copy()
    draw = ImageDraw.Draw(image)
    draw.text((32, 54), f"BOARDING PASS   {trip.carrier}", fill="white", font=font("NotoSans", 28, fonts))
    draw.text((32, 130), _printed_name(person), fill=INK, font=font("NotoSans", 32, fonts))
    route = f"{trip.origin} › {trip.destination}"
    draw.text((32, 190), route, fill=INK, font=font("NotoSans", 56, fonts))
    cities = f"{city(trip.origin)} – {city(trip.destination)}"
    draw.text((34, 262), cities, fill=GREY, font=font("NotoSans", 20, fonts))
    for column, value in enumerate(_cells(trip)):
        draw.text((32 + column * 132, 338), value, fill=INK, font=font("NotoSans", 26, fonts))
    _paste_barcode(image, boarding_pass_text(person, trip), stacked=person.n % 3 == 0)
    return jpeg(image, quality=85)


@cache
def _form(fonts: Path) -> Image.Image:
    """All that is the same on every pass, drawn once."""
    image = Image.new("RGB", SIZE, (252, 252, 250))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 44, SIZE[0], 104), fill=(44, 82, 110))
    for column, label in enumerate(LABELS):
        draw.text((32 + column * 132, 316), label, fill=GREY, font=font("NotoSans", 16, fonts))
    stamp_specimen(image, fonts)
    return image


def _printed_name(person: DemoPerson) -> str:
    return f"{person.family_name}/{person.given_name}"[:NAME].rstrip("/")


def _cells(trip: DemoTrip) -> list[str]:
    """What stands under LABELS."""
    day = f"{trip.day.day:02} {MONTHS[trip.day.month - 1]}"
    return [f"{trip.carrier} {trip.number}", day, trip.seat, trip.sequence.zfill(3), trip.pnr]


def _paste_barcode(image: Image.Image, text: str, *, stacked: bool) -> None:
    import zxingcpp

    kind, scale = (zxingcpp.BarcodeFormat.PDF417, 3) if stacked else (zxingcpp.BarcodeFormat.Aztec, 9)
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, kind), scale=scale)
    code = Image.fromarray(drawn)
    white = Image.new("RGB", (code.width + 40, code.height + 40), "white")
    white.paste(code, (20, 20))
    if stacked:
        image.paste(white, (32, SIZE[1] - white.height - 8))
    else:
        image.paste(white, (SIZE[0] - white.width - 40, 140))


def ticket_pdf(person: DemoPerson, trip: DemoTrip) -> bytes:
    """An e-ticket receipt of one page with selectable text; the same bytes every time."""
    import pikepdf

    lines = [
        (18, "ELECTRONIC TICKET RECEIPT"),
        (12, NOTICE.replace("·", "-")),
        (11, ""),
        (11, f"Passenger        {_printed_name(person)}"),
        (11, f"Booking          {trip.pnr}"),
        (11, f"Flight           {trip.carrier} {trip.number}"),
        (11, f"From             {trip.origin}"),
        (11, f"To               {trip.destination}"),
        (11, f"Date             {trip.day.day:02} {MONTHS[trip.day.month - 1]} {trip.day.year}"),
        (11, f"Seat             {trip.seat}"),
        (11, ""),
        (11, "This ticket was made up for a demonstration. It is good for no journey."),
    ]
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    courier = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=courier))
    page.Contents = pdf.make_stream(_show(lines))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _show(lines: list[tuple[int, str]]) -> bytes:
    shown = ["BT", "56 770 Td"]
    for size, line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown += [f"/F {size} Tf", f"({escaped}) Tj", f"0 -{size + 9} Td"]
    return "\n".join([*shown, "ET"]).encode("ascii")

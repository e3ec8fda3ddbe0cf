import io

import pytest
from PIL import Image

from claimants.demo.boarding_passes import boarding_pass_image, boarding_pass_text, city, ticket_pdf
from claimants.demo.passports import passport_image, passport_mrz
from claimants.demo.people import TODAY, WEIGHTS, person
from claimants.demo.readers import bcbp, mrz

ONE_EACH = [next(p for n in range(900) if (p := person(n)).nationality == code.upper()) for code in sorted(WEIGHTS)]
IDS = [p.nationality for p in ONE_EACH]


def scan(picture):
    import zxingcpp

    with Image.open(io.BytesIO(picture)) as image:
        return zxingcpp.read_barcodes(image)


@pytest.mark.parametrize("who", ONE_EACH, ids=IDS)
def test_passport_is_a_small_picture_and_its_zone_reads_back(who):
    picture = passport_image(who)
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.size, len(picture) < 150_000) == ("JPEG", (1000, 704), True)
    read = mrz.parse(passport_mrz(who), today=TODAY)
    assert read.number == who.passport_number
    assert read.birth.first == who.birth_date
    assert read.expiry.first == who.passport_expiry
    assert read.surname == mrz.transliterate(who.family_name).replace("<", " ")


@pytest.mark.parametrize("who", ONE_EACH, ids=IDS)
def test_boarding_pass_can_be_scanned(who):
    trip = who.trips[0]
    picture = boarding_pass_image(who, trip)
    assert len(picture) < 150_000
    (code,) = scan(picture)
    assert code.text == boarding_pass_text(who, trip)
    read = bcbp.parse(code.text)
    leg = read.legs[0]
    assert (leg.carrier, leg.flight, leg.origin, leg.destination) == (
        trip.carrier,
        trip.number,
        trip.origin,
        trip.destination,
    )
    window = {"first": trip.day.replace(year=trip.day.year - 3, day=1), "last": TODAY}
    assert trip.day in bcbp.candidates(leg.day_of_year, issued=read.issued, **window)


def test_both_kinds_of_barcode_are_there():
    kinds = set()
    for n in range(6):
        picture = boarding_pass_image(person(n), person(n).trips[0])
        kinds |= {str(code.format) for code in scan(picture)}
    assert len(kinds) == 2


def test_documents_are_the_same_bytes_every_time():
    who = ONE_EACH[0]
    for make in (lambda: passport_image(who), lambda: boarding_pass_image(who, who.trips[0])):
        assert make() == make()
    assert ticket_pdf(who, who.trips[0]) == ticket_pdf(who, who.trips[0])


def test_ticket_has_text_and_says_it_is_made_up():
    import pikepdf

    who = next(p for p in ONE_EACH if p.nationality == "US")
    with pikepdf.open(io.BytesIO(ticket_pdf(who, who.trips[0]))) as pdf:
        text = pdf.pages[0].Contents.read_bytes().decode()
    for wanted in (who.family_name.replace("(", r"\("), who.trips[0].pnr, "SPECIMEN - MADE-UP PERSON"):
        assert wanted in text


def test_documents_can_be_made_without_the_fonts_of_the_papers(tmp_path):
    who = ONE_EACH[0]
    assert passport_image(who, fonts=tmp_path)[:3] == boarding_pass_image(who, who.trips[0], fonts=tmp_path)[:3]


def test_unknown_airport_keeps_its_code():
    assert (city("ICN"), city("XXX")) == ("Seoul", "XXX")

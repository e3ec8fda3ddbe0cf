"""The court book: every page of the package once and in order, numbered, with bookmarks; for reading, and never a part of it."""

import io

import pikepdf
import pytest
from django.urls import reverse

from documents.packages import book_plan
from documents.packages.actions_book import make_book
from documents.packages.book_plan import Part, divided, parts_of, volumes_of
from documents.packages.court_book import VolumeStream
from documents.packages.models import BookVolume, Package
from documents.rendering import check
from litigation.errors import DomainError
from litigation.jobs import engine
from litigation.jobs.actions import cancel
from litigation.jobs.models import Job
from litigation.ledger.models import LedgerEvent
from litigation.vault.files import put_as, read_bytes
from tests.documents import people
from tests.documents.rendering.direct.tools import complaints
from tests.litigation.accounts.tools import is_there

pytestmark = pytest.mark.django_db


@pytest.fixture
def _one_factor(settings):
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def book(lead):
    """book(package) → its volumes, all work done."""

    def book(package):
        engine.work(make_book(package=package, actor=lead).pk)
        return list(package.book.all())

    return book


def opened(volume):
    return pikepdf.open(io.BytesIO(read_bytes(volume.stored_name)))


def outline(pdf):
    """[(title, page from 0, [children])]."""
    places = {page.objgen: at for at, page in enumerate(pdf.pages)}

    def lines(items):
        return [(str(item.title), places[item.destination[0].objgen], lines(item.children)) for item in items]

    with pdf.open_outline() as found:
        return lines(found.root)


def part(path, pages=1, size=1):
    return Part(path, "stored", "0" * 64, size, pages)


def test_papers_stand_as_a_reader_goes_through_them(freeze, make):
    parts = parts_of(make(freeze(2)))
    assert [each.stem.partition("_")[0] for each in parts] == [
        "소장", "별지1", "증거목록", "소송위임장", "소송위임장", "갑제3호증의1", "갑제3호증의2",
    ]  # fmt: skip


def test_exhibits_are_in_the_order_of_their_numbers():
    paths = [
        "3_증거/갑제10호증_a.pdf",
        "3_증거/갑제2호증의10_a.pdf",
        "3_증거/갑제2호증의9_a.pdf",
        "2_위임장/소송위임장_0001_a.pdf",
    ]
    assert sorted(paths, key=lambda path: book_plan._place(part(path))) == [paths[3], paths[2], paths[1], paths[0]]


def test_volumes_end_between_files_and_count_on(monkeypatch):
    monkeypatch.setattr(book_plan, "MOST_PAGES", 10)
    monkeypatch.setattr(book_plan, "MOST_BYTES", 100)
    parts = [part("a", 4), part("b", 6), part("c", 1), part("d", 25), part("e", 1, 60), part("f", 1, 41)]
    found = [(each.number, each.first, each.last, [one.path for one in each.parts]) for each in divided(parts)]
    assert found == [
        (1, 1, 10, ["a", "b"]), (2, 11, 11, ["c"]), (3, 12, 36, ["d"]), (4, 37, 37, ["e"]), (5, 38, 38, ["f"]),
    ]  # fmt: skip


def test_every_page_is_there_once_and_in_order_with_its_number(freeze, make, book, tmp_path):
    package = make(freeze(2))
    [volume] = book(package)
    pdf = read_bytes(volume.stored_name)
    facts = check.inspect(pdf)
    shown = [page for each in parts_of(package) for page in check.inspect(read_bytes(each.stored_name)).text]
    assert (volume.first, volume.pages, volume.files) == (1, len(shown), len(parts_of(package)))
    assert (facts.pages, facts.all_a4, facts.fonts_embedded, facts.missing_glyphs) == (len(shown) + 1, True, True, 0)
    for number, (page, own) in enumerate(zip(facts.text[1:], shown, strict=True), start=1):
        stamp = f"기록 {number} / {len(shown)} · 읽기용"
        assert check.plain(stamp) in check.plain(page)
        assert sorted(check.plain(page)) == sorted(check.plain(own) + check.plain(stamp))
    assert complaints(pdf, tmp_path) == ""


def test_cover_says_that_it_is_for_reading_and_what_it_was_made_from(freeze, make, book):
    package = make(freeze(2))
    [volume] = book(package)
    cover = check.plain(check.inspect(read_bytes(volume.stored_name)).text[0])
    for said in ("읽기용, 제출하지 않음", "규칙 8③", "제1차 원고 2명", package.manifest_sha256, f"1 – {volume.last}"):
        assert check.plain(said) in cover, said


def test_bookmarks_lead_to_the_first_page_of_each_paper(freeze, make, book):
    package = make(freeze(2))
    names = [entry.snapshot["person"]["hangul"] for entry in package.round.roster.order_by("number")]
    at, pages = 1, []
    for each in parts_of(package):
        pages.append(at)
        at += each.pages
    [volume] = book(package)
    with opened(volume) as pdf:
        found = outline(pdf)
        labels = [page.label for page in pdf.pages]
    assert found == [
        ("표지", 0, []),
        ("소장", pages[0], []),
        ("별지 1 원고 명단", pages[1], []),
        ("증거목록", pages[2], []),
        ("소송위임장", pages[3], [(f"1 {names[0]}", pages[3], []), (f"2 {names[1]}", pages[4], [])]),
        ("갑호증", pages[5], [("갑 제3호증의 1 탑승권", pages[5], []), ("갑 제3호증의 2 탑승권", pages[6], [])]),
    ]
    assert labels == ["표지", *map(str, range(1, at))]


def test_volumes_are_whole_and_numbered_through(freeze, make, book, monkeypatch):
    monkeypatch.setattr(book_plan, "MOST_PAGES", 3)
    package = make(freeze(2))
    volumes = book(package)
    assert len(volumes) > 2
    assert [volume.first for volume in volumes[1:]] == [volume.last + 1 for volume in volumes[:-1]]
    assert volumes[-1].last == sum(each.pages for each in parts_of(package))
    with opened(volumes[1]) as pdf:
        assert [page.label for page in pdf.pages][:2] == ["표지", str(volumes[1].first)]


def test_same_package_gives_the_same_bytes_again(freeze, make):
    package = make(freeze(2))
    [volume] = volumes_of(package)
    first, second = (
        b"".join(iter(VolumeStream(package, volume, total=volume.last, volumes=1).read, b"")) for _time in range(2)
    )
    assert first == second


def test_book_is_no_part_of_the_package(freeze, make, book):
    package = make(freeze(1))
    before = list(package.contents.values_list("path", "sha256"))
    book(package)
    after = Package.objects.get(pk=package.pk)
    assert (list(after.contents.values_list("path", "sha256")), after.zip_size) == (before, package.zip_size)


def test_book_is_refused_before_the_package_is_whole_and_when_it_is_made(freeze, make, book, lead):
    package = make(freeze(1))
    Package.objects.filter(pk=package.pk).update(state="incomplete", gaps=1)
    with pytest.raises(DomainError) as refusal:
        make_book(package=package, actor=lead)
    assert (refusal.value.code, Job.objects.filter(kind="package.court_book").count()) == ("book.package_not_ready", 0)
    Package.objects.filter(pk=package.pk).update(state="ready", gaps=0)
    book(package)
    with pytest.raises(DomainError) as refusal:
        make_book(package=package, actor=lead)
    assert refusal.value.code == "book.made"


def test_book_is_made_by_one_job_at_a_time(freeze, make, lead):
    package = make(freeze(1))
    make_book(package=package, actor=lead)
    with pytest.raises(DomainError) as refusal:
        make_book(package=package, actor=lead)
    assert refusal.value.code == "jobs.already_running"


def test_changed_file_stops_its_volume_with_a_sentence(freeze, make, book):
    package = make(freeze(1))
    put_as(package.contents.get(path="1_소장/소장.pdf").stored_name, b"%PDF another")
    assert book(package) == []
    [item] = Job.objects.get(kind="package.court_book").items.all()
    assert (item.state, item.error_code) == ("failed", "book.file_changed")


def test_missing_volume_alone_is_made_again(freeze, make, book, monkeypatch):
    monkeypatch.setattr(book_plan, "MOST_PAGES", 3)
    package = make(freeze(1))
    volumes = book(package)
    BookVolume.objects.filter(pk=volumes[0].pk).delete()
    again = book(package)
    assert [(each.number, each.sha256) for each in again] == [(each.number, each.sha256) for each in volumes]
    job = Job.objects.filter(kind="package.court_book").first()
    assert list(job.items.values_list("key", "weight")) == [("volume:1", volumes[0].files)]
    assert (job.done, job.total) == (volumes[0].files, volumes[0].files)


@pytest.mark.usefixtures("_one_factor")
def test_page_offers_the_book_watches_it_and_gives_it_out(freeze, make, lead, client):
    round = freeze(1)
    package = make(round)
    is_there(client, lead)
    here, button = reverse("desk_round", args=[round.number]), "Make the court book"
    assert button in client.get(here).content.decode()
    assert client.post(reverse("desk_book_make", args=[package.pk])).url == here
    page = client.get(here).content.decode()
    assert (button in page, "Court book of round 1" in page, "do not submit it" in page) == (False, True, True)
    engine.work(Job.objects.get(kind="package.court_book").pk)
    address = reverse("desk_book_volume", args=[package.pk, 1])
    page = client.get(here).content.decode()
    assert (address in page, button in page) == (True, False)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == read_bytes(package.book.get().stored_name)
    assert answer["Content-Disposition"] == 'attachment; filename="airport-face-data-round-1-v1-for-reading-1.pdf"'
    told = LedgerEvent.objects.filter(verb__startswith="package.book").order_by("seq").values_list("verb", flat=True)
    assert list(told) == ["package.book_begun", "package.book_made", "package.book_downloaded"]


@pytest.mark.usefixtures("_one_factor")
def test_page_offers_the_book_again_after_it_was_cancelled_and_not_of_a_package_with_gaps(freeze, make, lead, client):
    package = make(freeze(1))
    cancel(make_book(package=package, actor=lead), actor=lead)
    is_there(client, lead)
    here, button = reverse("desk_round", args=[1]), "Make the court book"
    assert button in client.get(here).content.decode()
    Package.objects.filter(pk=package.pk).update(state="incomplete", gaps=1)
    assert button not in client.get(here).content.decode()
    assert client.post(reverse("desk_book_make", args=[package.pk])).status_code == 409


@pytest.mark.usefixtures("_one_factor")
def test_rest_of_a_volume_is_sent_and_recorded_from_its_byte(freeze, make, book, lead, client):
    package = make(freeze(1))
    [volume] = book(package)
    is_there(client, lead)
    answer = client.get(reverse("desk_book_volume", args=[package.pk, 1]), headers={"range": "bytes=100-"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, read_bytes(volume.stored_name)[100:])
    assert LedgerEvent.objects.get(verb="package.book_downloaded").data == {"version": 1, "volume": 1, "from": 100}


@pytest.mark.usefixtures("_one_factor")
def test_auditor_sees_the_book_and_takes_nothing(case, freeze, make, book, client):
    package = make(freeze(1))
    book(package)
    is_there(client, people.make_member(case, "auditor").user)
    address = reverse("desk_book_volume", args=[package.pk, 1])
    assert address not in client.get(reverse("desk_round", args=[1])).content.decode()
    assert client.get(address).status_code == 403
    assert client.post(reverse("desk_book_make", args=[package.pk])).status_code == 403

"""Plaintiffs who do not exist, the worst a paper can meet: eleven scripts, one name only, the longest name, a child with two
parents, forty journeys. Samples, previews and tests have theirs from here, each the same every time. Pure."""

from datetime import UTC, date, datetime

from claimants.evidence.body import Body
from claimants.evidence.court_file import CourtFile
from claimants.mandates.signed import Address, Signed, Wording
from claimants.people.described import Described, Held
from documents.rounds.roster import Claim, Document, Entry, Exhibit, Mandate, RoundName, Trip

AT = datetime(2026, 11, 23, 5, 2, 9, tzinfo=UTC)
LONGEST = (
    "크리슈나무르티 벤카타수브라마니안 라자고팔라차리",
    "KRISHNAMURTHY VENKATASUBRAMANIAN RAJAGOPALACHARI SRINIVASARAGHAVAN",
    "ကျော်စွာမောင်မောင် စုစုလှိုင်ဝင်း",
    "MM",
    "미얀마",
)
PEOPLE = (  # Hangul, passport, own script, state, its Korean name
    ("응우옌 티 흐엉", "NGUYEN THI HUONG", "Nguyễn Thị Hương", "VN", "베트남"),
    ("뭉흐바트 바트에르데네", "MUNKHBAT BAT-ERDENE", "Мөнхбат Бат-Эрдэнэ", "MN", "몽골"),
    ("무함마드 압둘라", "MOHAMMED ABDULLAH", "محمد عبدالله", "YE", "예멘"),
    ("쏨차이 웡싸왓", "WONGSAWAT SOMCHAI", "สมชาย วงศ์สวัสดิ์", "TH", "태국"),
    ("프리야 샤르마", "SHARMA PRIYA", "प्रिया शर्मा", "IN", "인도"),
    ("다카하시 사키", "TAKAHASHI SAKI", "髙橋 﨑", "JP", "일본"),
    ("장웨이", "ZHANG WEI", "张伟", "CN", "중국"),
    ("천구이팡", "CHEN KUEI-FANG", "陳桂芳", "TW", "대만"),
    ("이바노바 올가", "IVANOVA OLGA", "Иванова Ольга", "RU", "러시아"),
    ("라흐만 파티마", "RAHMAN FATIMA", "ফাতিমা রহমান", "BD", "방글라데시"),
    ("속 스레이뫼", "SOK SREYMOM", "សុខ ស្រីមុំ", "KH", "캄보디아"),
    ("수카르노", "SUKARNO", "Sukarno", "ID", "인도네시아"),
    LONGEST,
    ("김하늘", "", "", "KR", "대한민국"),
    ("페레라 아노마", "PERERA ANOMA", "අනෝමා පෙරේරා", "LK", "스리랑카"),
)
CHILD, PARENTS = 8, "법정대리인 친권자 부 이바노프 드미트리, 모 이바노바 안나"
ADDRESSES = (
    "경기도 안산시 단원구 원곡로 45, 302호",
    "베트남 호찌민시 1군 레러이 거리 12 (12 Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh)",
    "서울 영등포구 대림로 21",
)


REFERENCE, FILE = "HK-7K4M-92QX", "3f9a" * 16
PICTURE = Body(((0, 204_000),), 3000, 2000, 3, "DCTDecode").as_row()


def entry(index, frame, texts) -> Entry:
    """The index-th of them in a round with this frame. texts: of the power of attorney, by language."""
    who = person(index)
    trips = tuple(trip(index, day) for day in range(40 if index == 0 else 1))
    return Entry(
        round=RoundName(id="sample", number=1),
        number=index + 1,
        claim=Claim(
            id=f"sample-{index}",
            reference=REFERENCE,
            submitted_at=AT.isoformat(),
            decided_at=AT.isoformat(),
            verdict="yes",
            rule_version=1,
        ),
        person=who,
        trips=trips,
        mandate=mandate(index, who, frame, texts),
        exhibits=tuple(exhibit(index, day, proved) for day, proved in enumerate(trips)),
    )


def person(index) -> Described:
    hangul, roman, native, code, state = PEOPLE[index % len(PEOPLE)]
    return Described(
        hangul_name=hangul,
        passport_name=roman,
        own_name=native,
        birth_date=date(1970 + index % 29, 4, 7),
        passport_number=f"M{12345670 + index}",
        relation="child" if index == CHILD else "self",
        nationalities=(Held(code=code),),
        nationality=state,
        nationality_then=state,
        country="KR",
        country_ko="대한민국",
        address=ADDRESSES[index % 3],
        address_ko=ADDRESSES[index % 3],
        postcode="15388",
    )


def trip(index, day) -> Trip:
    return Trip(
        id=f"trip-{index}-{day}",
        date=date(2011 + day // 4, 1 + day % 4 * 2, 11),
        nationality="",
        precision=("day", "month", "year")[day % 3],
        direction="entry",
        port="ICN",
        other_port="",
        carrier="KE",
        number="652",
        verdict="in_window",
    )


def exhibit(index, day, proved) -> Exhibit:
    return Exhibit(
        evidence=proved.id,
        kind="boarding_pass",
        number=3,
        sub=index * 40 + day + 1,
        title="탑승권",
        stored_name="",
        content_type="image/jpeg",
        sha256=FILE,
        size=204_000,
        body=CourtFile(stored_name="", sha256=FILE, picture=PICTURE),
        trip=proved.id,
    )


def mandate(index, who, frame, texts) -> Mandate:
    korean = who.nationality == "대한민국" or "en" not in texts
    language = "ko" if korean else "en"
    signed = Signed(
        reference=REFERENCE,
        case_name=frame.case_name,
        court=frame.court,
        language=language,
        method="typed",
        typed_name=who.own_name or who.hangul_name,
        strokes=[],
        signed_at=AT.isoformat(),
        person=who.printed(PARENTS if index == CHILD else ""),
        defendants=frame.defendants,
        lawyers=frame.lawyers,
        text=Wording(version=1, sha256="9f86" * 16, ko=texts["ko"], other=texts["en"] if language == "en" else ""),
        email=Address(shown="h••@example.org", verified_at=AT.isoformat()),
    )
    return Mandate(
        id=f"mandate-{index}",
        level="e_signed",
        language=language,
        method="typed",
        signed_at=AT.isoformat(),
        content_sha256="a1b2" * 16,
        snapshot=signed.to_json(),
        document=Document(stored_name="", sha256="", pages=2),
    )

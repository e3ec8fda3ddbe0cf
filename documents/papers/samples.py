"""A made-up round with the worst people a paper can meet: eleven scripts, one name only, the longest name, a child with two
parents, forty journeys. It is never stored: it stands in for a frozen round wherever a paper is only to be looked at."""

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

from claimants.evidence.body import Body
from documents.papers.registry import ROUND, Asked, Made
from documents.papers.texts import kind_of, text_missing, texts_of
from documents.papers.types import complaint
from documents.rendering import html
from documents.rounds import snapshot
from documents.rounds.models import Round
from litigation.cases.queries import newest

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


PICTURE = Body(((0, 204_000),), 3000, 2000, 3, "DCTDecode").as_row()
MOST_KEPT = 64
_made: dict[tuple, Made] = {}


class Roster(list):
    """Entries in memory, answering what papers ask of the rows of a round."""

    def filter(self, *, number__in):
        return Roster(entry for entry in self if entry.number in number__in)

    def order_by(self, _name):
        return self

    def first(self):
        return self[0]

    def iterator(self, **_):
        return iter(self)


@dataclass(frozen=True)
class SampleRound:
    """A round as papers see it."""

    case: object
    amount_won: int = 1_000_000
    number: int = 1
    frozen_at: datetime = AT
    frame: dict = field(default_factory=dict)
    roster: Roster = field(default_factory=Roster)
    pk: object = "sample"
    status: str = "frozen"
    count: int | None = None
    """How many there are in truth, where the roster here holds only some of them."""

    @property
    def roster_count(self):
        return len(self.roster) if self.count is None else self.count


def sample_round(case) -> SampleRound:
    """A round of this case, with its court, lawyers and newest texts, and made-up plaintiffs."""
    blank = Round(case=case, number=1, amount_won=case.amount_per_plaintiff_won)
    frame = snapshot.frame(blank, plaintiffs=len(PEOPLE))
    mandate = {code: text.body for code, text in newest(case, "mandate.text").items()}
    snapshots = (_entry(index, frame, mandate) for index in range(len(PEOPLE)))
    roster = Roster(SimpleNamespace(pk=None, number=each["number"], snapshot=each) for each in snapshots)
    return SampleRound(case=case, amount_won=blank.amount_won, frame=frame, roster=roster)


def sample_of(kind, round, texts=None) -> Made | None:
    """The first file of a paper of this kind, made from the sample round; None for what is no PDF or needs the vault.

    What a kind that is asked for is given as typed stands in templates/papers/<type>/sample.toml. texts: other than the
    newest of the case. Refuses a kind whose text the case does not have.
    """
    if kind.type == "complaint":
        made = html.render(complaint.paper(round, [(3, 54)]))
        return Made("complaint", "소장.pdf", made.pdf, made.pages)
    if not can_be_shown(kind):
        return None
    if kind.per == ROUND and not kind.concerns(round):
        raise text_missing()
    parts = [Asked(sample_values(kind), texts or texts_of(round.case, kind), AT)] if kind.form else []
    if kind.per == ROUND:
        return kind.files(round, *parts)[0]
    return next(made for entry in round.roster for made in kind.make(round, *parts, entry))


def sample_with(case, key, language, body) -> Made:
    """The sample as it would be with this text in place of the newest."""
    kind, round = kind_of(key), sample_round(case)
    text = {"version": 0, "sha256": "", "language": language, "body": body}
    if language == "ko":
        round.frame["texts"][key] = text
    texts = {code: {"body": row.body} for code, row in newest(case, key).items()} | {language: text}
    return sample_of(kind, round, texts)


NO_PICTURE = ("exhibit", "party_list", "index")


def can_be_shown(kind) -> bool:
    """Whether there is a sample: not of tables, and not of what is made from somebody's own file."""
    return kind.type not in NO_PICTURE


def sample_for(case, kind) -> Made:
    """The sample with the case's newest texts, made once in each process until one of them changes."""
    round = sample_round(case)
    texts = texts_of(case, kind) if kind.form else round.roster[0].snapshot["mandate"]["snapshot"]["text"]
    stamp = (kind.type, snapshot.sha256({"frame": round.frame, "texts": texts}))
    if stamp not in _made:
        if len(_made) >= MOST_KEPT:
            _made.clear()
        _made[stamp] = sample_of(kind, round)
    return _made[stamp]


def sample_values(kind) -> dict:
    return tomllib.loads((html.PAPERS / kind.type / "sample.toml").read_text("utf-8"))


def _entry(index, frame, mandate):
    person = _person(*PEOPLE[index % len(PEOPLE)], index)
    trips = [_trip(index, day) for day in range(40 if index == 0 else 1)]
    return {
        "format": snapshot.FORMAT,
        "round": {"id": "sample", "number": 1},
        "number": index + 1,
        "claim": {
            "id": f"sample-{index}",
            "reference": "HK-7K4M-92QX",
            "submitted_at": AT.isoformat(),
            "decided_at": AT.isoformat(),
            "verdict": "yes",
            "rule_version": 1,
        },
        "person": person,
        "trips": trips,
        "mandate": _mandate(person, index, frame, mandate),
        "exhibits": [_exhibit(index, trip) for trip in trips],
    }


def _person(hangul, roman, native, code, state, index):
    return {
        "hangul": hangul,
        "roman": roman,
        "native": native,
        "birth_date": f"19{70 + index % 29}-04-07",
        "passport_number": f"M{12345670 + index}",
        "relation": "child" if index == CHILD else "self",
        "nationalities": [{"code": code, "from": "", "until": ""}],
        "nationality": state,
        "nationality_then": state,
        "country": "KR",
        "country_ko": "대한민국",
        "address": ADDRESSES[index % 3],
        "address_ko": ADDRESSES[index % 3],
        "postcode": "15388",
    }


def _trip(index, day):
    return {
        "id": f"trip-{index}-{day}",
        "date": f"{2011 + day // 4}-0{1 + day % 4 * 2}-11",
        "nationality": "",
        "precision": ("day", "month", "year")[day % 3],
        "direction": "entry",
        "port": "ICN",
        "other_port": "",
        "carrier": "KE",
        "number": "652",
        "verdict": "in_window",
    }


def _exhibit(index, trip):
    return {
        "evidence": trip["id"],
        "kind": "boarding_pass",
        "number": 3,
        "sub": index * 40 + int(trip["id"].rpartition("-")[2]) + 1,
        "title": "탑승권",
        "stored_name": "",
        "content_type": "image/jpeg",
        "sha256": "3f9a" * 16,
        "size": 204_000,
        "body": {"stored_name": "", "sha256": "3f9a" * 16, "picture": PICTURE},
        "trip": trip["id"],
    }


def _mandate(person, index, frame, texts):
    korean = person["nationality"] == "대한민국" or "en" not in texts
    language = "ko" if korean else "en"
    signed = {
        "reference": "HK-7K4M-92QX",
        "case_name": frame["case_name"],
        "court": frame["court"],
        "language": language,
        "method": "typed",
        "typed_name": person["native"] or person["hangul"],
        "strokes": [],
        "signed_at": AT.isoformat(),
        "person": {
            **{name: person[name] for name in ("hangul", "roman", "native", "birth_date", "nationality", "address")},
            "representative": PARENTS if index == CHILD else "",
        },
        "defendants": frame["defendants"],
        "lawyers": frame["lawyers"],
        "text": {
            "version": 1,
            "sha256": "9f86" * 16,
            "ko": texts["ko"],
            "other": texts["en"] if language == "en" else "",
        },
        "email": {"shown": "h••@example.org", "verified_at": AT.isoformat()},
    }
    return {
        "id": f"mandate-{index}",
        "level": "e_signed",
        "language": language,
        "method": "typed",
        "signed_at": AT.isoformat(),
        "content_sha256": "a1b2" * 16,
        "snapshot": signed,
        "document": {"stored_name": "", "sha256": "", "pages": 2},
    }

"""One made-up sample of every paper, and people whose names are written in eleven ways."""

from datetime import UTC, date, datetime

from documents.papers import mandate_paper
from documents.papers.made_up import ADDRESSES as HOMES
from documents.papers.made_up import PEOPLE
from documents.papers.mandate_paper import Certificate, Clause, SigningEvent, SpecialPower
from documents.papers.parties import Agent, Defendant, Person, Plaintiff
from documents.papers.scripts import language_of
from documents.papers.types import amounts_table, complaint, evidence_list, index, plaintiff_annex
from documents.papers.types.complaint import Attachment, Proof, Section
from documents.rendering import html

MADE_AT = datetime(2026, 11, 23, 5, 2, 9, tzinfo=UTC)
COURT = "서울중앙지방법원"
AGENT = Agent(
    firm="법무법인 한결누리",
    attorneys=("김서연", "박준호"),
    address="서울 서초구 서초대로 1234, 7층",
    phone="02-000-1234",
    email="office@example.org",
)
DEFENDANT = Defendant(representative="법무부장관 ○○○", service="관할 공소청")
RARE = ("요시다 가나", "YOSHIDA KANA", "𠮷田 かな", "JP", "일본")  # a letter beyond the first plane of Unicode
LATIN = {"VN": "vi"}  # a writer of lists takes any language; ours names none for Latin letters
KOREAN = next(row for row in PEOPLE if row[3] == "KR")
NAMES = [
    (hangul, roman, native, language_of(native, code) or LATIN.get(code, ""), state)
    for hangul, roman, native, code, state in (*PEOPLE[:9], RARE, KOREAN)
]
ADDRESSES = [HOMES[0], "베트남 호찌민시 1군 레러이 거리 12 (12 Lê Lợi, Quận 1)", HOMES[2]]


def plaintiffs(count):
    return [
        Plaintiff(
            number=i + 1,
            hangul_name=hangul,
            passport_name=roman,
            own_name=native,
            own_name_lang=lang,
            nationality=nationality,
            birth_date=date(1990, 12, 1 + i % 28),
            address=ADDRESSES[i % 3],
        )
        for i in range(count)
        for hangul, roman, native, lang, nationality in [NAMES[i % len(NAMES)]]
    ]


def a_complaint(**changes):
    values = {
        "made_at": MADE_AT,
        "author": AGENT.firm,
        "court": COURT,
        "plaintiff_count": 1000,
        "agent": AGENT,
        "defendant": DEFENDANT,
        "prayer": (
            "피고는 원고들에게 각 1,000,000원 및 이에 대하여 2021. 12. 31.부터 이 사건 소장 부본 송달일까지는 연 5%의, "
            "그 다음 날부터 다 갚는 날까지는 연 12%의 각 비율로 계산한 돈을 지급하라.",
            "소송비용은 피고가 부담한다.",
            "제1항은 가집행할 수 있다.",
        ),
        "grounds": (
            Section(
                heading="당사자의 지위",
                paragraphs=(
                    "원고들은 별지1 원고 명단 기재와 같이 2010. 8. 23.부터 2021. 10. 20.까지 사이에 대한민국에 "
                    "입국한 사람들입니다. "
                    "법무부는 출입국심사 과정에서 원고들의 얼굴영상을 수집하였습니다(갑 제1호증의 1).",
                ),
            ),
            Section(
                heading="이 사건 처리의 경위",
                sections=(
                    Section(
                        heading="사업의 추진",
                        paragraphs=(
                            "법무부는 2019. 4.경 과학기술정보통신부와 업무협약을 체결하고 인공지능 식별추적 시스템 구축사업을 "
                            "추진하였습니다(갑 제1호증의 2).",
                        ),
                        sections=(
                            Section(heading="제공된 항목", paragraphs=("국적, 성별, 출생연도와 얼굴영상입니다.",)),
                        ),
                    ),
                    Section(heading="사업의 종료", paragraphs=("위 사업은 2021. 12. 31. 종료되었습니다.",)),
                ),
            ),
            Section(heading="결론", paragraphs=("이에 원고들은 청구취지와 같은 판결을 구합니다.",)),
        ),
        "proofs": (
            Proof(mark="갑 제1호증의 1", title="행정정보 공개결정 통지서"),
            Proof(mark="갑 제1호증의 2", title="업무협약서"),
            Proof(mark="갑 제2호증의 1 내지 1000", title="각 출입국에 관한 사실증명"),
        ),
        "attachments": (
            Attachment(title="위 입증방법", copies=2),
            Attachment(title="소송위임장", copies=1000),
            Attachment(title="담당변호사지정서"),
            Attachment(title="소장 부본"),
        ),
        "dated": date(2026, 11, 23),
        "value_of_claim": 1_000_000_000,
        "stamp_duty": 3_649_500,
        "service_fee": 169_200,
    }
    return complaint.ComplaintPaper(**{**values, **changes})


def an_annex(count=22, **changes):
    values = {
        "made_at": MADE_AT,
        "court": COURT,
        "count": count,
        "with_birth_date": True,
        "with_native_name": True,
    }
    return plaintiff_annex.PlaintiffAnnexPaper(**{**values, **changes})


def reference(paper, rows, *, first_page=1):
    """A long list laid out from its template: what the direct writer draws is compared with it."""
    return html.render(paper, rows=list(rows), first_page=first_page)


def an_amounts_table(count=30, **changes):
    values = {
        "made_at": MADE_AT,
        "court": COURT,
        "case_name": "손해배상(국)",
        "heading": "청구금액표",
        "notes": ("지연손해금의 비율과 종기는 청구취지 기재와 같습니다.",),
        "count": count,
        "total": 1_000_000 * count,
    }
    return amounts_table.AmountsTablePaper(**{**values, **changes})


def amount_lines(count):
    return [
        amounts_table.AmountLine(
            number=row.number,
            hangul_name=row.hangul_name,
            passport_name=row.passport_name,
            head="위자료",
            amount=1_000_000,
            interest_from=date(2021, 12, 31),
        )
        for row in plaintiffs(count)
    ]


def an_evidence_list(count=30, **changes):
    values = {
        "made_at": MADE_AT,
        "court": COURT,
        "count": count,
        "agent": AGENT,
        "dated": date(2026, 11, 23),
    }
    return evidence_list.EvidenceListPaper(**{**values, **changes})


def exhibit_lines(count):
    return [
        evidence_list.ExhibitLine(
            mark=f"갑 제2호증의 {i + 1}",
            title="출입국에 관한 사실증명",
            author="법무부 출입국·외국인청",
            made_on="2026. 10. 5.",
            proves="원고가 해당 기간에 대한민국에 입국한 사실",
            plaintiff=i + 1,
        )
        for i in range(count)
    ]


def an_index(**changes):
    def line(name, title, pages, size):
        return index.IndexLine(name=name, title=title, pages=pages, size=size, sha256="3f9a" * 16)

    values = {
        "made_at": MADE_AT,
        "court": COURT,
        "package": "2026년 제1차 제출",
        "plaintiff_count": 1000,
        "groups": (
            index.IndexGroup(
                title="소장과 별지",
                lines=(
                    line("01_소장.pdf", "소장", 14, 612_400),
                    line("02_별지1_원고명단.pdf", "별지 1 원고 명단", 126, 551_000),
                ),
            ),
            index.IndexGroup(
                title="증거",
                lines=(
                    line(
                        "갑제1호증의1_행정정보공개결정통지서.pdf", "갑 제1호증의 1 행정정보 공개결정 통지서", 3, 204_000
                    ),
                ),
            ),
        ),
        "manifest_sha256": "a1b2c3d4" * 8,
    }
    return index.IndexPaper(**{**values, **changes})


STROKES = [
    [(10, 60), (18, 30), (26, 12), (30, 40), (34, 66), (48, 34), (56, 14), (60, 46), (62, 64)],
    [(70, 50), (82, 40), (90, 48), (84, 60), (74, 60), (86, 58), (104, 44), (118, 40), (126, 52), (140, 44), (168, 38)],
    [(20, 74), (80, 70), (170, 66)],
]
CLAUSES = (
    Clause(
        korean="위 사건에 관하여 위 사람을 소송대리인으로 선임하고, "
        "소장의 제출, 변론, 증거의 신청과 제출, 송달의 수령 등 소송에 필요한 일체의 행위를 할 권한을 위임합니다.",
        other="Tôi chọn người nêu trên làm người đại diện tố tụng trong vụ kiện này "
        "và ủy quyền nộp đơn kiện, tranh luận, nộp chứng cứ, nhận văn bản tống đạt và mọi việc cần thiết khác.",
    ),
    Clause(
        korean="소송비용의 확정 신청, 기록의 열람과 복사, 인지와 송달료의 환급 청구를 위임합니다.",
        other="Tôi ủy quyền xin xác định án phí, xem và sao chép hồ sơ, và xin hoàn lại lệ phí.",
    ),
)
POWERS = (
    SpecialPower(korean="반소의 제기", other="Nộp đơn phản tố", granted=True),
    SpecialPower(
        korean="소의 취하, 화해, 청구의 포기·인낙, 소송 탈퇴",
        other="Rút đơn kiện, hòa giải, từ bỏ hoặc thừa nhận yêu cầu, rút khỏi vụ kiện",
        granted=False,
    ),
    SpecialPower(korean="상소의 제기 또는 취하", other="Kháng cáo hoặc rút kháng cáo", granted=True),
    SpecialPower(korean="대리인의 선임", other="Chọn người đại diện thay thế", granted=True),
)


def a_person(row=0):
    hangul, roman, native, lang, nationality = NAMES[row]
    return Person(
        hangul_name=hangul,
        passport_name=roman,
        own_name=native,
        own_name_lang=lang,
        nationality=nationality,
        birth_date=date(1991, 4, 7),
        address=ADDRESSES[1],
    )


def a_power_of_attorney(**changes):
    values = {
        "made_at": MADE_AT,
        "court": COURT,
        "reference": "HK-7K4M-92QX",
        "claimant": a_person(),
        "defendant": DEFENDANT,
        "agent": AGENT,
        "clauses": CLAUSES,
        "special_powers": POWERS,
        "other_lang": "vi",
        "other_lang_name": "Tiếng Việt",
        "other_title": "Giấy ủy quyền tố tụng",
        "precedence": Clause(
            korean="위임의 내용은 한국어 본문에 따르며, 해석에 의문이 있으면 한국어 본문이 우선합니다.",
            other="Nội dung ủy quyền theo bản tiếng Hàn; nếu có nghi ngờ về cách hiểu, bản tiếng Hàn được ưu tiên.",
        ),
        "signed_at": MADE_AT,
        "method": "typed",
        "typed_name": "Nguyễn Thị Hương",
        "certificate": Certificate(
            email="huong@example.org",
            email_check=Clause(
                korean="이 주소로 보낸 일회용 번호를 입력하여 확인함",
                other="Đã xác nhận bằng mã dùng một lần gửi đến địa chỉ này",
            ),
            events=(
                SigningEvent(
                    at=datetime(2026, 11, 23, 4, 51, 0, tzinfo=UTC),
                    korean="전자우편 주소 확인",
                    other="Xác nhận địa chỉ email",
                ),
                SigningEvent(
                    at=datetime(2026, 11, 23, 4, 58, 41, tzinfo=UTC),
                    korean="위임 문안을 끝까지 표시함",
                    other="Hiển thị toàn bộ văn bản ủy quyền",
                ),
                SigningEvent(at=MADE_AT, korean="서명", other="Ký tên"),
            ),
            text_version="소송위임 문안 제3판 (2026. 11. 1.)",
            text_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    }
    return mandate_paper.PowerOfAttorneyPaper(**{**values, **changes})


def a_drawn_power_of_attorney(**changes):
    return mandate_paper.with_signature(a_power_of_attorney(**changes), STROKES)


RENDERED = {
    "complaint": lambda: complaint.render(a_complaint()),
    "plaintiff_annex": lambda: plaintiff_annex.render(an_annex(), plaintiffs(22)),
    "evidence_list": lambda: evidence_list.render(an_evidence_list(), exhibit_lines(30)),
    "index": lambda: index.render(an_index()),
    "power_of_attorney": lambda: mandate_paper.render(a_drawn_power_of_attorney()),
}

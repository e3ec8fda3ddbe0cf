"""Who uses Hamkke while it is struck: people who register, attorneys who decide, two who file. All of it through HTTP.

They do as honest browsers and programs do: what was not answered is sent again with the same guard, a sentence is believed,
and every answer is kept, since what was said to be there must be there at the end.
"""

import random
import re
import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

import requests

from tests.documents.people import NAMES, hangul_number, letters, picture
from tests.factories import ADDRESS, FLIGHT, HUONG
from tests.faults.judge import Kept
from tests.pages import shown

SILENT = 60  # seconds after which an answer is taken for none
PATIENT = 240  # seconds that one request is sent again and again
MOMENT = 15  # seconds of "one moment" after which somebody opens the page anew and looks
CODE = re.compile(r"\b(\d{6})\b")


class Refused(Exception):
    """An answer that says no, in a sentence."""


class Answers:
    """What all clients were answered. Many threads write into it."""

    def __init__(self):
        self.kept, self.statuses = [], Counter()
        self.silent, self.bare = [], []  # requests without any answer; answers of 5xx without a sentence
        self.cured = self.waiting = self.turned_away = 0
        self._lock = threading.Lock()

    def keep(self, kind, of, value=""):
        with self._lock:
            self.kept.append(Kept(kind, str(of), str(value)))

    @contextmanager
    def on_its_way(self):
        with self._lock:
            self.waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self.waiting -= 1

    def note(self, request, answer):
        with self._lock:
            self.statuses[answer.status_code] += 1
            if answer.status_code >= 500 and not says_a_sentence(answer):
                self.bare.append(f"{request}: {answer.status_code} {answer.text[:80]!r}")

    def count(self, what):
        with self._lock:
            setattr(self, what, getattr(self, what) + 1)


def says_a_sentence(answer):
    """Whether an error is told by a page of ours, or to a program by a problem with a title."""
    if "json" in answer.headers.get("Content-Type", ""):
        told = answer.json()
        return bool(told.get("title") or told.get("detail"))
    return "Hamkke" in answer.text and "<h1" in answer.text


class Client:
    """A browser or a program at one address of the network."""

    def __init__(self, url, answers, *, number, token=""):
        self.url, self.answers, self.dice = url, answers, random.Random(number)
        self.session = requests.Session()
        self.session.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method, path, *, pause=1.0, **sent):
        """The answer, after as many tries as it takes. Raises Refused where patience ends while sentences still come."""
        request, end, broken = f"{method} {path}", time.monotonic() + PATIENT, False
        while True:
            try:
                with self.answers.on_its_way():
                    answer = self.session.request(
                        method, self.url + path, timeout=(5, SILENT), allow_redirects=False, **sent
                    )
            except requests.ReadTimeout:
                self.answers.silent.append(f"{request}: no answer within {SILENT} s")
            except requests.RequestException:
                broken = True
            else:
                self.answers.note(request, answer)
                if broken:
                    self.answers.count("cured")
                if not self._for_now(answer):
                    return answer
                broken = False
            if time.monotonic() > end:
                if broken:
                    self.answers.silent.append(f"{request}: refused for {PATIENT} s")
                raise Refused(request)
            time.sleep(pause * self.dice.uniform(0.5, 1.5))

    def see(self, path):
        """What an address of the API shows."""
        return self._told(self.ask("GET", f"/api/v1/{path}", headers=self._guards()))

    def write(self, method, path, body=None):
        """A write of the API under a key of its own."""
        guards = self._guards() | {"Idempotency-Key": str(uuid4())}
        return self._told(self.ask(method, f"/api/v1/{path}", json=body or {}, headers=guards))

    def press(self, path, answers):
        """Fill in a page and press its button: where it leads, or "" where nobody can tell whether it was done."""
        page = self.ask("GET", path)
        if page.status_code != 200:
            return page.headers.get("Location", "")
        fields, end = shown(page) | answers, time.monotonic() + MOMENT
        while time.monotonic() < end:
            answer = self.ask("POST", path, data=fields)
            if answer.status_code == 302:
                there = answer.headers["Location"]
                return "" if there == path else there
            if answer.status_code != 202:
                raise Refused(f"POST {path}: {answer.status_code}")
            time.sleep(2)  # "one moment": the page asks again by itself
        return ""

    def _guards(self):
        return {"Accept": "application/json", "X-CSRFToken": self.session.cookies.get("csrftoken", "")}

    @staticmethod
    def _for_now(answer):
        """Whether it may be another answer soon."""
        if answer.status_code == 409 and "json" in answer.headers.get("Content-Type", ""):
            return answer.json().get("code") == "idempotency.running"
        return answer.status_code == 429 or answer.status_code >= 500

    @staticmethod
    def _told(answer):
        if answer.status_code >= 400:
            raise Refused(
                f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text[:300]}"
            )
        return answer.json()


class Person(Client):
    """Somebody made up who registers, from the code in the mail to a claim that is sent."""

    def __init__(self, url, answers, *, number, mailbox, slug):
        super().__init__(url, answers, number=number)
        self.number, self.mailbox, self.slug = number, mailbox, slug
        self.email = f"storm{number}@example.org"

    def register(self):
        self._sign_in()
        while not self.press(f"/en/cases/{self.slug}/join/", {}):
            time.sleep(1)  # whoever has a claim is led on by the page itself
        self.reference = self.see("my/claims/")["results"][0]["reference"]
        self.answers.keep("claim", self.email, self.reference)
        self._tell()
        self._add_trip()
        self._add_files()
        self._agree_and_sign()
        self._mine("POST", "send/")
        self.answers.keep("sent", self.reference)

    def _mine(self, method, path, body=None):
        return self.write(method, f"my/claims/{self.reference}/{path}", body)

    def _sign_in(self):
        """Ask for a code until one comes. Who asked often is told to wait some minutes, and does."""
        ask, confirm = "/en/account/login/code/", "/en/account/login/code/confirm/"
        for _try in range(8):
            began = time.monotonic()
            page = self.ask("GET", f"{ask}?other=1")
            if page.status_code == 302:  # the right code was taken, and only its answer was lost
                return
            self.ask("POST", ask, pause=8, data=shown(page) | {"email": self.email})
            while not (mail := self.mailbox.newest(self.email, since=began)) and time.monotonic() < began + 20:
                time.sleep(0.2)
            page = self.ask("GET", confirm)
            if mail is None or page.status_code == 302:
                continue
            fields = shown(page) | {"code": CODE.search(mail.subject)[1]}
            answer = self.ask("POST", confirm, data=fields)
            if answer.status_code == 302 and "/login/" not in answer.headers["Location"]:
                return
        raise Refused("signing in")

    def _tell(self):
        roman, native, hangul, self.country = NAMES[self.number % len(NAMES)]
        self.name = f"{roman.replace('Ö', 'O')} {letters(self.number)}"  # as it is kept: in the letters of a passport
        born = date(1970, 1, 1) + timedelta(days=self.number % 9000)
        name = {"family_name": self.name, "given_name": "", "one_name": True, "own_name": native}
        name["hangul_name"] = f"{hangul}{hangul_number(self.number)}"
        told = {
            "name": name,
            "birth": {"birth_date": born.isoformat()},
            "nationality": {"country": self.country, "passport_number": f"S{self.number:08}"},
            "contact": {"phone": HUONG["phone"]},
            "address": ADDRESS,
        }
        for page, body in told.items():
            self._mine("PUT", f"person/{page}/", body)
        self.answers.keep("name", self.reference, self.name)

    def _add_trip(self):
        """By the page. Who cannot tell whether it was taken looks at the list before telling it again."""
        trip = {**FLIGHT, "when_day": "11", "when_month": "5", "when_year": "2018", "nationality": self.country}
        while not self.press("/en/my/trips/add/", trip):
            if self.see(f"my/claims/{self.reference}/trips/"):
                break
        self.answers.keep("trip", self.reference, "2018-05-11")

    def _add_files(self):
        """As the script of the page sends each file when it is chosen; the same file sent again is the same file."""
        for number in range(self.dice.randint(1, 2)):
            photo = picture(self.number * 3 + number)
            sent = {"files": {"file": (f"pass{number}.png", photo, "image/png")}, "data": {"kind": "boarding_pass"}}
            self._told(self.ask("POST", "/en/my/evidence/add/", headers=self._guards(), **sent))
            self.answers.keep("file", self.reference, photo.hex())

    def _agree_and_sign(self):
        asked = self.see(f"my/claims/{self.reference}/consents/")
        given = [each["purpose"] for each in asked["consents"] if each["required"]]
        self._mine("PUT", "consents/", {"versions": asked["versions"], "given": given})
        [self.answers.keep("consent", self.reference, each) for each in given]
        offer = self.see(f"my/claims/{self.reference}/authority/")["offer"]
        signature = {"text_id": offer["text_id"], "agreed_content_sha256": offer["sha256"], "method": "typed"}
        signed = self._mine("POST", "authority/", signature | {"typed_name": self.name})
        self.answers.keep("signature", self.reference, signed["content_sha256"])


class Attorney(Client):
    """Takes what waits, at random, beside colleagues who do the same; accepts three of four, asks the fourth for more."""

    def decide(self, over):
        while not over():
            try:
                waiting = self.see("claims/?status=submitted&page_size=20")["results"]
                if waiting:
                    self._decide(**self.dice.choice(waiting))
                else:
                    time.sleep(1)
            except Refused:  # a colleague was faster
                self.answers.count("turned_away")

    def _decide(self, *, reference, version, **_rest):
        self.write("POST", f"claims/{reference}/open/", {"version": version})
        self.write("POST", f"claims/{reference}/hangul/", {"hangul_name": "응우옌 티 흐엉"})
        if self.dice.random() < 0.75:
            self.write("POST", f"claims/{reference}/accept/")
            self.answers.keep("decision", reference, "claim.accepted")
        else:
            cure_by = (date.today() + timedelta(days=14)).isoformat()
            self.write("POST", f"claims/{reference}/ask/", {"code": "trip_unclear", "cure_by": cure_by})
            self.answers.keep("decision", reference, "claim.information_asked")


class Filing:
    """The lead prepares a round, a colleague approves it, the lead freezes it and has its papers made."""

    def __init__(self, lead, second):
        self.lead, self.second = lead, second

    def freeze(self, size):
        """The number of the frozen round. What changes between the question and the freeze is asked anew."""
        number = self.lead.write("POST", "rounds/", {"size_limit": size})["number"]
        for _try in range(20):
            try:
                seen = {"seen": self.lead.see(f"rounds/{number}/gate/")["seen"]}
                self.lead.write("POST", f"rounds/{number}/approvals/", seen)
                self.second.write("POST", f"rounds/{number}/approve/", seen)
                frozen = self.lead.write("POST", f"rounds/{number}/freeze/")
            except Refused:
                self.lead.answers.count("turned_away")
                self._take_back(number)
            else:
                self.lead.answers.keep("frozen", number, frozen["roster_sha256"])
                return number
        raise Refused("freezing")

    def _take_back(self, number):
        try:
            self.lead.write("POST", f"rounds/{number}/withdraw/", {"reason": "Something changed meanwhile."})
        except Refused:  # no question was in force
            time.sleep(1)

    def make(self, number):
        """Have the papers made: the package."""
        return self.finish(self.lead.write("POST", f"rounds/{number}/packages/"))

    def finish(self, package):
        """Look until it has an end; what was left out is retried, as the lead's page offers."""
        pk, job = package["id"], package["job"]
        while (told := self.lead.see(f"packages/{pk}/"))["state"] == "making":
            if self.lead.see(f"jobs/{job}/")["state"] == "failed":
                self.lead.write("POST", f"jobs/{job}/retry/")
                self.lead.answers.count("turned_away")
            time.sleep(1)
        if told["state"] == "incomplete":
            self.lead.write("POST", f"jobs/{job}/retry/")
            self.lead.answers.count("turned_away")
            time.sleep(2)
            return self.finish(package)
        self.lead.answers.keep("package", pk, told["manifest_sha256"])
        return told

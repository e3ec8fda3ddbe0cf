"""What we promise people, and what keeps it: read by test_promises.py and written into docs/what-binds.md (binding.py).

PROMISE finds sentences that say what we, or the lawyers through us, do for somebody, in every message of the catalogue and in the
texts of the packs. Each match has to lie in a phrase of KEPT_BY, and each of its keepers has to be there:
page:<name of a route> · mail:<kind of notice> · bell:<task> · code:<dotted name> · test:<path>::<name>.
"""

import re

PROMISE = re.compile(
    r"\b(?:we|an? lawyer|the lawyers?|your lawyers) (?:will |then |never |also |once )*"
    r"(?:delete|write|tell you|ask|send|mail|keep|file (?:it|the)|files\b|take it|make|reads?\b(?! this as)|look|call|answer)\w*"
    r"|\byou (?:can|may) (?:still |always )?(?:leave (?:the claim|at)|come back|take|undo)\b"
    r"|\bis deleted|\bare deleted|\ba mail says|\bget a mail|\bnobody (?:reads|sees)\b",
    re.IGNORECASE,
)
READ = "page:desk_queue code:claimants.review.queries.overdue"
FOR_GOOD = (
    "bell:claimants.leaving.erase test:tests/claimants/leaving/test_erasure.py"
    "::test_every_room_deletes_what_it_keeps_of_a_person_on_the_day_promised"
)
SEALED = "test:tests/claimants/details/test_actions.py::test_passport_number_is_sealed_and_can_be_found_again"
OURS_ALONE = "test:tests/claimants/review/test_desk.py::test_drafts_other_cases_and_nonsense_are_the_same_404"
BULLETIN = "page:desk_bulletin_new mail:bulletin page:my_bulletin"
CODE = "code:litigation.accounts.actions_codes.send_code"
AGAIN = "page:account_reauthenticate"
HELD = "test:tests/claimants/leaving/test_holds.py::test_what_is_held_is_not_deleted_until_it_is_lifted"
COPY = (
    "page:my_data_file test:tests/documents/portability/test_contents.py"
    "::test_every_table_that_speaks_of_a_claim_is_read_for_the_copy"
)

KEPT_BY = {  # a phrase of the sentence: what keeps it
    # Reading and deciding
    "a lawyer will write it": "page:desk_hangul",
    "A lawyer will write it": "page:desk_hangul",
    "in Korean letters that a lawyer writes": "page:desk_hangul",
    "A lawyer reads": READ,
    "a lawyer reads": READ,
    "A lawyer will read it by": READ,
    "a lawyer will look at": READ,
    "A lawyer will look at": READ,
    "a lawyer looks at": READ,
    "A lawyer looks at": READ,
    "We look at it now": "code:claimants.evidence.jobs.Intake",
    "otherwise a lawyer looks at it": READ,
    # Writing
    "As soon as you have sent it, we write to you": "mail:received",
    "We write to you when your round is made up, and again when it is filed": "mail:frozen mail:filed",
    "We write to you on the day your claim is filed": "mail:filed",
    "We write to you when the round is filed": "mail:filed",
    "We write to you when it does": "mail:frozen",
    "We write to you when something is needed": "mail:request",
    "We write to you when it is decided": "mail:accepted mail:not_eligible",
    "When your lawyers write to you, a mail says so": BULLETIN,
    "When they write to you, a mail says so": BULLETIN,
    "When one comes, you get a mail that says so": BULLETIN,
    "If this happens we tell you the amount and the date": BULLETIN,
    "If we learn something that changes your risk, we write to you": BULLETIN,
    "If you agree, we write to you about results": "page:my_consent code:claimants.consents.rules.newest_acts",
    "nobody sees it and you can take it back": "page:desk_bulletin_take_back",
    "Until %(time)s you can take it back": "page:desk_bulletin_take_back",
    "We write to <b": "mail:request",
    "we write to the old address": "bell:litigation.accounts.send_mails",
    "We write to you about this once a day at most": (
        "test:tests/litigation/accounts/test_codes.py::test_address_is_told_once_a_day_that_somebody_tried"
    ),
    # Asking
    "We asked you for something": "page:my_request",
    "we ask you for exactly that": "page:desk_ask mail:request",
    "since we asked": "page:my_request",
    "We asked the person for something": "page:my_request",
    "the lawyer asks you for it": "page:desk_ask mail:sign_again",
    "So we ask once more": AGAIN,
    "We ask for it each time you sign in": "page:mfa_authenticate",
    "We send you a 6-digit code": CODE,
    "We send a 6-digit code": CODE,
    "We mail you six digits": CODE,
    "We keep trying": "bell:litigation.accounts.send_mails",
    # Keeping and deleting
    "We keep it encrypted": SEALED,
    "We never keep those": "test:tests/claimants/details/test_forms.py::test_passport_number_is_looked_at",
    "We never ask for a Korean resident registration number": "code:claimants.people.rules.is_resident_number",
    "We keep your name as": "page:my_name",
    "We keep your name, contact details": FOR_GOOD,
    "## What we keep": FOR_GOOD,
    "We keep what you wrote": "page:my",
    "Nobody reads it before you send it": OURS_ALONE,
    "Nobody reads your answers before that": OURS_ALONE,
    "We keep your file for now": "page:desk_undo",
    "We keep no copy": "code:litigation.accounts.actions.make_token",
    "Your lawyers keep their files": FOR_GOOD,
    "What is deleted of those who left before papers were made": FOR_GOOD,
    "The first is deleted after": FOR_GOOD,
    "we delete": FOR_GOOD,
    "what you wrote and sent is deleted 30 days later": FOR_GOOD,
    "What you wrote and sent before is deleted": FOR_GOOD,
    "They are deleted 7 days after": "bell:claimants.evidence.purge",
    "everything we keep of your claim": COPY,
    "what we keep of your claim": COPY,
    "You can take it until %(end)s. Then it is deleted here": COPY + " bell:documents.portability.delete_ended",
    "You can take it for %(n)s": COPY,
    "then it is deleted here": "bell:documents.portability.delete_ended",
    "When it is ready, you get a mail": "mail:data_ready",
    "we make sure that it is you: we ask for a code if you signed in some time ago": AGAIN,
    "What we asked you and wrote to you": COPY,
    "What you wrote and sent is deleted, so there is nothing": FOR_GOOD,
    "nothing of it is deleted, also of who left": HELD,
    "Nothing it covers is deleted until it is lifted": HELD,
    "What is due is deleted with the next daily deletion": FOR_GOOD,
    "What is due is deleted on its day": FOR_GOOD,
    "what is due is deleted on its day": FOR_GOOD,
    "app, keys and recovery codes are deleted": "code:litigation.team.actions.agree",
    "it is deleted and you set up a new one": "code:litigation.team.actions.agree",
    "They get a mail that this was asked": (
        "test:tests/litigation/team/test_factors.py"
        "::test_colleague_is_told_by_mail_when_it_is_asked_and_when_it_is_done"
    ),
    "What was kept of this claim is deleted already": FOR_GOOD,
    "From that day on it stands on Today": "page:desk_today code:claimants.leaving.desk.to_review",
    # Taking back, leaving, coming back
    "You can undo that for 7 days": "page:my_evidence_restore",
    "You can undo this while the claim is in no round": "page:desk_undo",
    "From %(time)s on you can take it up again": "page:desk_open",
    "You can take it back": "page:my_authority_revoke",
    "You can take each of them back later": "page:my_consent_withdraw",
    "You can still leave at any time": "page:my_withdraw",
    "You can leave the claim": "page:my_withdraw",
    "You can leave at any time": "page:my_withdraw",
    "you can come back": "page:my_come_back",
    # At the court
    "We file it": "page:desk_round_file",
    "We take it out before they are handed in": "code:documents.filing.queries.before_filing code:documents.changes.queries.gone",
    "A lawyer makes the papers of your round again": "page:desk_round_make code:documents.packages.queries.is_overtaken",
    "A lawyer files the withdrawal for you": "page:desk_change_paper code:documents.changes.queries.gone_since_filing",
}
NO_PROMISE = {  # reads like one and is none
    "Nobody reads answers to this address": "says what is not done",
    "The lawyer writes:": "heads what a lawyer wrote",
}

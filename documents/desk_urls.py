"""Pages of the desk about rounds and their papers, under /staff/."""

from django.urls import path

from documents.access import desk as access
from documents.bulletins import desk as bulletins
from documents.changes import desk as changes
from documents.filing import desk as filing
from documents.freezing import desk as freezing
from documents.packages import desk as packages
from documents.packages import desk_book as books
from documents.packages import desk_checks as checks
from documents.packages import desk_history as history
from documents.planner import desk as planner
from documents.proceedings.urls import desk_urls as proceedings
from documents.requests import desk as requests
from documents.requests import desk_changes as asked
from documents.rounds import desk as rounds
from documents.rounds import desk_wizard as wizard
from documents.texts import desk as texts

urlpatterns = [
    path("rounds/", rounds.rounds, name="desk_rounds"),
    path("rounds/new/", rounds.new_round, name="desk_round_new"),
    path("rounds/census/", rounds.valid_plaintiffs, name="desk_valid_plaintiffs"),
    path("rounds/<int:number>/", packages.round_page, name="desk_round"),
    path("rounds/<int:number>/change/", wizard.scope, name="desk_round_change"),
    path("rounds/<int:number>/plan/", planner.plan, name="desk_round_plan"),
    path("rounds/<int:number>/checks/", planner.checks, name="desk_round_checks"),
    path("rounds/<int:number>/order/", wizard.order, name="desk_round_order"),
    path("rounds/<int:number>/cancel/", rounds.cancel_round, name="desk_round_cancel"),
    path("rounds/<int:number>/file/", filing.file_round, name="desk_round_file"),
    path("rounds/<int:number>/freeze/", freezing.freeze, name="desk_round_freeze"),
    path("rounds/<int:number>/ask/", freezing.ask, name="desk_round_ask"),
    path("rounds/<int:number>/approve/", freezing.approve, name="desk_round_approve"),
    path("rounds/<int:number>/decline/", freezing.decline, name="desk_round_decline"),
    path("rounds/<int:number>/withdraw/", freezing.withdraw, name="desk_round_withdraw"),
    path("rounds/<int:number>/roster/", changes.roster, name="desk_round_roster"),
    path("rounds/<int:number>/plaintiffs/<int:plaintiff>/", changes.plaintiff, name="desk_plaintiff"),
    path("rounds/<int:number>/plaintiffs/<int:plaintiff>/drop/", changes.drop, name="desk_plaintiff_drop"),
    path("rounds/<int:number>/plaintiffs/<int:plaintiff>/correct/", changes.correct, name="desk_plaintiff_correct"),
    path(
        "rounds/<int:number>/plaintiffs/<int:plaintiff>/substitute/",
        changes.substitute,
        name="desk_plaintiff_substitute",
    ),
    path("rounds/<int:number>/asked-changes/<int:change>/", asked.change, name="desk_asked_change"),
    path("rounds/<int:number>/asked-changes/<int:change>/paper/", asked.paper, name="desk_change_paper"),
    path("rounds/<int:number>/asked-changes/<int:change>/confirm/", asked.confirmed, name="desk_change_confirm"),
    path("rounds/<int:number>/asked-changes/<int:change>/hand-in/", asked.handed_in, name="desk_change_hand_in"),
    path("rounds/<int:number>/asked-changes/<int:change>/take-back/", asked.taken_back, name="desk_change_take_back"),
    path("proceedings/<uuid:pk>/appeal/", changes.appeal, name="desk_appeal"),
    path("proceedings/<uuid:pk>/appeal/close/", changes.close_appeal, name="desk_appeal_close"),
    path("proceedings/<uuid:pk>/appeal/ask-to-reopen/", changes.ask_to_reopen, name="desk_appeal_ask_to_reopen"),
    path("proceedings/<uuid:pk>/appeal/reopen/", changes.reopen, name="desk_appeal_reopen"),
    path("proceedings/<uuid:pk>/appeal/keep-closed/", changes.keep_closed, name="desk_appeal_keep_closed"),
    path("rounds/<int:number>/left-out/", rounds.left_out, name="desk_round_left_out"),
    path("rounds/<int:number>/looked-at/", checks.looked_at, name="desk_round_looked_at"),
    path("rounds/<int:number>/history/", history.history, name="desk_round_history"),
    path("rounds/<int:number>/carry-over/", rounds.carry_over, name="desk_round_carry_over"),
    path("rounds/<int:number>/held-back/<slug:code>/", rounds.held_back, name="desk_round_blocked"),
    path("rounds/<int:number>/make/", packages.make, name="desk_round_make"),
    path("rounds/<int:number>/papers/<slug:kind>/", packages.papers, name="desk_papers"),
    path("rounds/<int:number>/request/", requests.asked, name="desk_paper_requests"),
    path("rounds/<int:number>/request/<slug:kind>/", requests.ask, name="desk_paper_request"),
    path("rounds/<int:number>/request/<slug:kind>/preview/", requests.show, name="desk_paper_preview"),
    path("filings/<uuid:pk>/", requests.filing, name="desk_filing"),
    path("filings/<uuid:pk>/correct/", requests.correct, name="desk_filing_correct"),
    path("messages/", bulletins.bulletins, name="desk_bulletins"),
    path("messages/new/", bulletins.write, name="desk_bulletin_new"),
    path("messages/<uuid:pk>/", bulletins.bulletin, name="desk_bulletin"),
    path("messages/<uuid:pk>/change/", bulletins.change, name="desk_bulletin_change"),
    path("messages/<uuid:pk>/send/", bulletins.send, name="desk_bulletin_send"),
    path("messages/<uuid:pk>/discard/", bulletins.discard, name="desk_bulletin_discard"),
    path("messages/<uuid:pk>/restore/", bulletins.restore, name="desk_bulletin_restore"),
    path("messages/<uuid:pk>/take-back/", bulletins.take_back, name="desk_bulletin_take_back"),
    path("filings/<uuid:pk>/answers/", access.answers, name="desk_access"),
    path("filings/<uuid:pk>/received/", access.received, name="desk_access_received"),
    path("filings/<uuid:pk>/answered/", access.answered, name="desk_access_answered"),
    path("papers/samples/", requests.sample_list, name="desk_paper_samples"),
    path("papers/samples/<slug:kind>/", requests.sample, name="desk_paper_sample"),
    path("papers/samples/<slug:kind>/paper.pdf", requests.sample_pdf, name="desk_paper_sample_pdf"),
    path("papers/samples/<slug:kind>/<int:page>.png", requests.sample_page, name="desk_paper_sample_page"),
    path("papers/texts/", texts.text_list, name="desk_texts"),
    path("papers/texts/<str:key>/<slug:language>/", texts.text, name="desk_text"),
    path("papers/texts/<str:key>/<slug:language>/versions/", texts.text_versions, name="desk_text_versions"),
    path("papers/texts/<str:key>/<slug:language>/<int:version>/confirm/", texts.confirm_text, name="desk_text_confirm"),
    path("papers/texts/<str:key>/<slug:language>/<int:version>/restore/", texts.restore_text, name="desk_text_restore"),
    path("papers/<uuid:pk>/", packages.paper, name="desk_paper"),
    path("packages/<uuid:pk>/package.zip", packages.package_zip, name="desk_package_zip"),
    path("packages/<uuid:pk>/book/", books.make, name="desk_book_make"),
    path("packages/<uuid:pk>/book/<int:number>.pdf", books.volume, name="desk_book_volume"),
    path("packages/<uuid:pk>/spot-checks/", checks.everybody, name="desk_spot_checks"),
    path("packages/<uuid:pk>/spot-checks.xlsx", checks.sheet, name="desk_spot_sheet"),
    path("packages/<uuid:pk>/spot-check/<int:number>/", checks.say, name="desk_spot_check"),
    path("packages/<uuid:pk>/files/<int:file>/", packages.package_file, name="desk_package_file"),
    *proceedings,
]

"""The complete list of endpoints, version 1. Whatever is not here is answered as problem+json too."""

from django.urls import include, path

from claimants.consents import api as consents
from claimants.details import api as people
from claimants.eligibility import api as eligibility
from claimants.evidence import api as evidence
from claimants.intake import api as intake
from claimants.leaving import api as holds
from claimants.limitation import api as clocks
from claimants.mandates import api as mandates
from claimants.review import api as review
from claimants.trips import api as trips
from documents.access import api as access
from documents.bulletins import api as bulletins
from documents.changes import api as changes
from documents.filing import api as filing
from documents.freezing import api as freezing
from documents.packages import api as packages
from documents.packages import api_book as books
from documents.packages import api_checks as checks
from documents.planner import api as planner
from documents.portability import api as portability
from documents.proceedings import api as proceedings
from documents.requests import api as requests
from documents.requests import api_changes as requested_changes
from documents.rounds import api as rounds
from documents.texts import api as texts
from litigation.accounts import api as accounts
from litigation.cases import api as cases
from litigation.frame import api_docs
from litigation.jobs import api as jobs
from litigation.lawbook import api as law

app_name = "api"

public = [
    path("cases/", cases.Cases.as_view(), name="cases"),
    path("cases/<slug:slug>/", cases.OneCase.as_view(), name="case"),
    path("cases/<slug:slug>/check/", cases.Check.as_view(), name="check"),
]
account = [
    path("me/", accounts.Me.as_view(), name="me"),
    path("me/tokens/", accounts.Tokens.as_view(), name="tokens"),
    path("me/tokens/<uuid:pk>/", accounts.Token.as_view(), name="token"),
]
one_claim_of_mine = [
    path("", intake.MyClaim.as_view(), name="my_claim"),
    path("person/", people.Person.as_view(), name="my_person"),
    path("person/name/", people.Name.as_view(), name="my_name"),
    path("person/birth/", people.Birth.as_view(), name="my_birth"),
    path("person/nationality/", people.Nationality.as_view(), name="my_nationality"),
    path("person/contact/", people.Contact.as_view(), name="my_contact"),
    path("person/address/", people.Address.as_view(), name="my_address"),
    path("trips/", trips.Trips.as_view(), name="my_trips"),
    path("trips/<uuid:pk>/", trips.OneTrip.as_view(), name="my_trip"),
    path("evidence/", evidence.Files.as_view(), name="my_evidence"),
    path("evidence/<uuid:pk>/", evidence.OneFile.as_view(), name="my_evidence_item"),
    path("evidence/<uuid:pk>/restore/", evidence.RestoreFile.as_view(), name="my_evidence_restore"),
    path("no-evidence/", intake.NoEvidence.as_view(), name="my_evidence_none"),
    path("consents/", consents.Consents.as_view(), name="my_consents"),
    path("consents/withdraw/", consents.WithdrawConsent.as_view(), name="my_consent_withdraw"),
    path("authority/", mandates.Authority.as_view(), name="my_authority"),
    path("authority/revoke/", mandates.RevokeAuthority.as_view(), name="my_authority_revoke"),
    path("send/", intake.Send.as_view(), name="my_send"),
    path("requests/<uuid:pk>/answer/", intake.AnswerRequest.as_view(), name="my_request_answer"),
    path("withdraw/", intake.Withdraw.as_view(), name="my_withdraw"),
    path("come-back/", intake.ComeBack.as_view(), name="my_come_back"),
    path("data/", portability.Data.as_view(), name="my_data"),
    path("data/data.zip", portability.DataFile.as_view(), name="my_data_file"),
    path("messages/", bulletins.MyBulletins.as_view(), name="my_bulletins"),
]
desk = [
    path("claims/", review.Claims.as_view(), name="claims"),
    path("claims/<str:reference>/", review.OneClaim.as_view(), name="claim"),
    path("claims/<str:reference>/clocks/", clocks.ClaimClocks.as_view(), name="claim_clocks"),
    path("claims/<str:reference>/open/", review.OpenReview.as_view(), name="claim_open"),
    path("claims/<str:reference>/put-back/", review.PutBack.as_view(), name="claim_put_back"),
    path("claims/<str:reference>/accept/", review.Accept.as_view(), name="claim_accept"),
    path("claims/<str:reference>/ask/", review.AskForMore.as_view(), name="claim_ask"),
    path("claims/<str:reference>/refuse/", review.Refuse.as_view(), name="claim_refuse"),
    path("claims/<str:reference>/undo/", review.UndoDecision.as_view(), name="claim_undo"),
    path("claims/<str:reference>/hangul/", review.ConfirmHangul.as_view(), name="claim_hangul"),
    path("claims/<str:reference>/notes/", review.AddNote.as_view(), name="claim_note"),
    path("holds/", holds.Holds.as_view(), name="holds"),
    path("holds/<uuid:pk>/review/", holds.ReviewHold.as_view(), name="hold_review"),
    path("holds/<uuid:pk>/lift/", holds.LiftHold.as_view(), name="hold_lift"),
    path("radar/", clocks.Radar.as_view(), name="radar"),
    path("radar/claims/", clocks.RadarClaims.as_view(), name="radar_claims"),
    path("census/", rounds.Census.as_view(), name="census"),
    path("rules/", eligibility.Rules.as_view(), name="rules"),
    path("rules/draft/", eligibility.Draft.as_view(), name="rule_draft"),
    path("rules/draft/count/", eligibility.Count.as_view(), name="rule_count"),
    path("rules/counts/<uuid:pk>/", eligibility.Run.as_view(), name="rule_run"),
    path("rules/counts/<uuid:pk>/publish/", eligibility.Publish.as_view(), name="rule_publish"),
    path("rounds/", rounds.Rounds.as_view(), name="rounds"),
    path("rounds/<int:number>/", rounds.OneRound.as_view(), name="round"),
    path("rounds/<int:number>/plan/", planner.Plan.as_view(), name="round_plan"),
    path("rounds/<int:number>/gate/", rounds.Gate.as_view(), name="round_gate"),
    path("rounds/<int:number>/changes/", changes.Changes.as_view(), name="round_changes"),
    path("rounds/<int:number>/asked-changes/", changes.AskedChanges.as_view(), name="asked_changes"),
    *[
        path(f"rounds/<int:number>/asked-changes/<int:change>/{verb}/", view.as_view(), name=f"change_{name}")
        for verb, name, view in (
            ("paper", "paper", requests.ChangePaper),
            ("confirm", "confirm", requested_changes.ConfirmChange),
            ("hand-in", "hand_in", requested_changes.HandInChange),
            ("take-back", "take_back", requested_changes.TakeBackChange),
        )
    ],
    path("proceedings/<uuid:pk>/appeal/", changes.Appeal.as_view(), name="appeal"),
    path("proceedings/<uuid:pk>/appeal/close/", changes.CloseAppeal.as_view(), name="appeal_close"),
    path(
        "proceedings/<uuid:pk>/appeal/ask-to-reopen/",
        changes.AskToReopenAppeal.as_view(),
        name="appeal_ask_to_reopen",
    ),
    path("proceedings/<uuid:pk>/appeal/reopen/", changes.ReopenAppeal.as_view(), name="appeal_reopen"),
    path("proceedings/<uuid:pk>/appeal/keep-closed/", changes.KeepAppealClosed.as_view(), name="appeal_keep_closed"),
    *[
        path(f"rounds/<int:number>/plaintiffs/<int:plaintiff>/{verb}/", view.as_view(), name=f"plaintiff_{verb}")
        for verb, view in (
            ("drop", changes.DropPlaintiff),
            ("correct", changes.CorrectPlaintiff),
            ("substitute", changes.SubstitutePlaintiff),
        )
    ],
    path("rounds/<int:number>/left-out/", rounds.LeftOutOfRound.as_view(), name="round_left_out"),
    path("rounds/<int:number>/carry-over/", rounds.CarryOver.as_view(), name="round_carry_over"),
    path("rounds/<int:number>/approvals/", freezing.ApprovalsOfRound.as_view(), name="round_approvals"),
    path("rounds/<int:number>/approve/", freezing.ApproveRound.as_view(), name="round_approve"),
    path("rounds/<int:number>/decline/", freezing.DeclineRound.as_view(), name="round_decline"),
    path("rounds/<int:number>/withdraw/", freezing.WithdrawQuestion.as_view(), name="round_withdraw"),
    path("rounds/<int:number>/freeze/", freezing.FreezeRound.as_view(), name="round_freeze"),
    path("rounds/<int:number>/cancel/", rounds.CancelRound.as_view(), name="round_cancel"),
    path("rounds/<int:number>/roster/", rounds.Roster.as_view(), name="round_roster"),
    path("rounds/<int:number>/papers/", packages.Papers.as_view(), name="round_papers"),
    path("rounds/<int:number>/flaws/", checks.Flaws.as_view(), name="round_flaws"),
    path("rounds/<int:number>/requests/", requests.PaperRequests.as_view(), name="paper_requests"),
    path("rounds/<int:number>/packages/", packages.Packages.as_view(), name="round_packages"),
    path("rounds/<int:number>/file/", filing.FileRound.as_view(), name="round_file"),
    path("papers/kinds/", requests.PaperKinds.as_view(), name="paper_kinds"),
    path("papers/<uuid:pk>/file/", packages.PaperContent.as_view(), name="paper_file"),
    path("filings/<uuid:pk>/", requests.OneFiling.as_view(), name="filing"),
    path("filings/<uuid:pk>/correct/", requests.CorrectFiling.as_view(), name="filing_correct"),
    path("texts/", texts.Texts.as_view(), name="texts"),
    path("texts/<str:key>/<slug:language>/", texts.OneText.as_view(), name="text"),
    path("texts/<str:key>/<slug:language>/try/", texts.TryText.as_view(), name="text_try"),
    path("texts/<str:key>/<slug:language>/<int:version>/confirm/", texts.ConfirmText.as_view(), name="text_confirm"),
    path("messages/", bulletins.Bulletins.as_view(), name="bulletins"),
    path("messages/<uuid:pk>/", bulletins.OneBulletin.as_view(), name="bulletin"),
    path("messages/<uuid:pk>/send/", bulletins.SendBulletin.as_view(), name="bulletin_send"),
    path("messages/<uuid:pk>/discard/", bulletins.DiscardBulletin.as_view(), name="bulletin_discard"),
    path("messages/<uuid:pk>/restore/", bulletins.RestoreBulletin.as_view(), name="bulletin_restore"),
    path("messages/<uuid:pk>/take-back/", bulletins.TakeBackBulletin.as_view(), name="bulletin_take_back"),
    path("filings/<uuid:pk>/answers/", access.Access.as_view(), name="access"),
    path("filings/<uuid:pk>/received/", access.AccessReceived.as_view(), name="access_received"),
    path("filings/<uuid:pk>/answered/", access.AccessAnswered.as_view(), name="access_answered"),
    path("proceedings/", proceedings.Proceedings.as_view(), name="proceedings"),
    path("proceedings/<uuid:pk>/", proceedings.OneProceeding.as_view(), name="proceeding"),
    path("proceedings/<uuid:pk>/docket/", proceedings.Docket.as_view(), name="docket"),
    path("docket/<uuid:pk>/correct/", proceedings.CorrectEntry.as_view(), name="docket_correct"),
    path("deadlines/", proceedings.Deadlines.as_view(), name="deadlines"),
    path("deadlines/<uuid:pk>/extend/", proceedings.ExtendDeadline.as_view(), name="deadline_extend"),
    path("deadlines/<uuid:pk>/settle/", proceedings.SettleDeadline.as_view(), name="deadline_settle"),
    path("packages/<uuid:pk>/", packages.OnePackage.as_view(), name="package"),
    path("packages/<uuid:pk>/spot-checks/", checks.SpotChecks.as_view(), name="spot_checks"),
    path("packages/<uuid:pk>/book/", books.Book.as_view(), name="book"),
    path("packages/<uuid:pk>/book/<int:number>.pdf", books.Volume.as_view(), name="book_volume"),
    path("packages/<uuid:pk>/package.zip", packages.PackageZip.as_view(), name="package_zip"),
    path("law/", law.Law.as_view(), name="law"),
    path("law/calculator/", law.Calculator.as_view(), name="law_calculator"),
    path("law/<str:key>/", law.OneKey.as_view(), name="law_key"),
    path("law/<str:key>/confirm/", law.ConfirmRow.as_view(), name="law_confirm"),
    path("jobs/", jobs.Jobs.as_view(), name="jobs"),
    path("jobs/<uuid:pk>/", jobs.OneJob.as_view(), name="job"),
    *[
        path(f"jobs/<uuid:pk>/{verb}/", jobs.ControlJob.as_view(verb=verb), name=f"job_{verb}")
        for verb in jobs.CONTROLS
    ],
]
version_1 = [
    *public,
    *account,
    path("my/claims/", intake.MyClaims.as_view(), name="my_claims"),
    path("my/claims/<str:reference>/", include(one_claim_of_mine)),
    *desk,
]
urlpatterns = [
    path("v1/", include(version_1)),
    path("schema/", api_docs.Schema.as_view(), name="schema"),
    path("docs/", api_docs.Swagger.as_view(url_name="api:schema"), name="docs"),
    path("redoc/", api_docs.Redoc.as_view(url_name="api:schema"), name="redoc"),
    path("<path:path>", api_docs.NoSuchEndpoint.as_view(), name="nothing"),
]

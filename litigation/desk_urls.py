"""Pages of the desk that belong to no claim and no round."""

from django.urls import include, path

from litigation.accounts import desk as accounts
from litigation.cases import desk as cases
from litigation.cases import desk_ledger as ledger
from litigation.cases import desk_story as story
from litigation.jobs import urls as jobs
from litigation.lawbook import desk as law
from litigation.team import desk as team

urlpatterns = [
    path("jobs/", include(jobs.desk)),
    path("law/", law.tables, name="desk_law"),
    path("law/calculator/", law.calculator, name="desk_law_calculator"),
    path("law/<str:key>/", law.one_key, name="desk_law_key"),
    path("law/<str:key>/add/", law.add, name="desk_law_add"),
    path("law/<str:key>/confirm/", law.confirm, name="desk_law_confirm"),
    path("ledger/", ledger.ledger, name="desk_ledger"),
    path("case/", cases.choose_case, name="desk_case"),
    path("about/", story.about, name="desk_about"),
    path("about/events/new/", story.fact, name="desk_fact_new"),
    path("about/events/<slug:key>/", story.fact, name="desk_fact"),
    path("about/defendants/<slug:key>/", story.defendant, name="desk_defendant"),
    path("about/defendants/<uuid:pk>/confirm/", story.confirm_defendant, name="desk_defendant_confirm"),
    path("factors/", team.factors, name="desk_factors"),
    path("factors/of/<uuid:colleague>/ask/", team.ask, name="desk_factors_ask"),
    path("factors/asked/<uuid:pk>/", team.answer, name="desk_factors_answer"),
    path("factors/asked/<uuid:pk>/take-back/", team.take_back, name="desk_factors_take_back"),
    path("me/", accounts.me, name="desk_me"),
    path("me/token/", accounts.new_token, name="desk_token_new"),
    path("me/token/<uuid:pk>/revoke/", accounts.revoke_token, name="desk_token_revoke"),
]

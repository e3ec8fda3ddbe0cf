"""Pages of the desk that belong to no claim and no round."""

from django.urls import include, path

from litigation.accounts import desk as accounts
from litigation.cases import desk as cases
from litigation.jobs import urls as jobs
from litigation.ledger import desk as ledger

urlpatterns = [
    path("jobs/", include(jobs.desk)),
    path("ledger/", ledger.ledger, name="desk_ledger"),
    path("case/", cases.choose_case, name="desk_case"),
    path("me/", accounts.me, name="desk_me"),
    path("me/token/", accounts.new_token, name="desk_token_new"),
    path("me/token/<uuid:pk>/revoke/", accounts.revoke_token, name="desk_token_revoke"),
]

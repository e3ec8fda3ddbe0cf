"""The kinds of messages: one text file each in templates/emails/, and the page its one link opens."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Kind:
    name: str
    page: str  # URL name the link opens
    param: str = ""  # which of the notice's params the page takes
    to_team: bool = False  # to a member of the team: it names no claim, and its link opens a page of the desk

    def link(self, notice):
        """Path of the page, in the language that is active; of the team's with the case it is of."""
        path = reverse(self.page, args=[notice.params[self.param]] if self.param else [])
        return f"{path}?case={notice.params['case_slug']}" if "case_slug" in notice.params else path


KINDS = {
    kind.name: kind
    for kind in (
        Kind("received", "my_status"),
        Kind("request", "my_request", "deficiency"),
        Kind("answered", "my_status"),
        Kind("accepted", "my_status"),
        Kind("not_eligible", "my_status"),
        Kind("taken_up_again", "my_status"),
        Kind("withdrawn", "my_status"),
        Kind("signed_copy", "my_authority"),
        Kind("sign_again", "my_authority"),
        Kind("frozen", "my_status"),
        Kind("roster_changed", "my_status"),
        Kind("clocks_end", "desk_radar", to_team=True),
        Kind("approval_asked", "desk_round_freeze", "round", to_team=True),
        Kind("approval_given", "desk_round_freeze", "round", to_team=True),
        Kind("approval_declined", "desk_round_freeze", "round", to_team=True),
        Kind("papers_made", "desk_round", "round", to_team=True),
        Kind("papers_missing", "desk_round", "round", to_team=True),
        Kind("filed", "my_status"),
        Kind("bulletin", "my_bulletin", "bulletin"),
        Kind("data_ready", "my_data"),
        Kind("deadline", "desk_proceeding", "proceeding", to_team=True),
        Kind("deadline_of_paper", "desk_access", "filing", to_team=True),
        Kind("rule_in", "my_trips"),
        Kind("rule_out", "my_trips"),
    )
}

"""Refusals of the law in the reader's language."""

from django.utils.translation import gettext as _

from litigation.law.rows import LawProblem


def refusal(problem: LawProblem) -> str:
    return _(problem.sentence) % problem.params if problem.params else _(problem.sentence)

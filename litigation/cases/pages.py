"""The public pages of a case: what it is about, the check without an account, and what we promise about data."""

from functools import partial

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from litigation.accounts.rights import right
from litigation.cases import queries
from litigation.cases.figures import figure
from litigation.cases.forms import Question, questions, words
from litigation.cases.models import Case
from litigation.cases.rules import by_heading
from litigation.cases.words import RESULTS, sentence
from litigation.law.eligibility import ANSWERS, check_anonymous
from litigation.lawbook.words import CONFIDENCE
from litigation.web.formpage import form_page

COOKIE_AGE = 24 * 3600  # answers of the check stay in the visitor's own browser, signed, for a day
FEW = 20  # below this, a number of people says more about them than about the case


@right("public")
@require_safe
def case_home(request):
    """The one open case; a list where there are several; the last one where all are closed."""
    cases = list(queries.open_cases()) or list(Case.objects.order_by("-closes_at")[:1])
    if len(cases) == 1:
        return _case_page(request, cases[0])
    return render(request, "cases/list.html", {"page_title": _("Joint suits"), "cases": cases})


@right("public")
@require_safe
def case_page(request, slug):
    return _case_page(request, queries.case_or_404(slug))


@right("public")
@require_safe
def check_start(request, slug):
    return redirect("check", slug=queries.case_or_404(slug).slug, step=1)


@right("public")
def check(request, slug, step):
    """One question. Its answer goes into the cookie; an earlier one can be changed by going back."""
    case = queries.case_or_404(slug)
    rule = queries.current_rule(case).as_rule()
    answers = _answers(request, case)
    names = questions(rule, answers)
    if not 1 <= step <= len(names):
        raise Http404
    if missing := next((n for n, name in enumerate(names[: step - 1], 1) if name not in answers), None):
        return redirect("check", slug=slug, step=missing)
    name = names[step - 1]
    asked = words(name, rule, answers)

    def save(form):
        answers[name] = form.cleaned_data["answer"]
        more = questions(rule, answers)
        return reverse("check", args=[slug, step + 1]) if step < len(more) else reverse("check_result", args=[slug])

    context = {
        "case": case,
        "page_title": asked["title"],
        "caption": _("Question %(number)d of %(total)d") % {"number": step, "total": len(names)},
        "back_url": reverse("check", args=[slug, step - 1]) if step > 1 else reverse("case_page", args=[slug]),
    }
    form = partial(Question, words=asked)
    initial = {"answer": answers.get(name)}
    response = form_page(request, form=form, template="cases/check.html", save=save, initial=initial, context=context)
    if response.status_code in (302, 303):
        _keep(response, case, answers)
    return response


@right("public")
@require_safe
def check_result(request, slug):
    case = queries.case_or_404(slug)
    rule = queries.current_rule(case)
    answers = _answers(request, case)
    names = questions(rule.as_rule(), answers)
    if missing := next((n for n, name in enumerate(names, 1) if name not in answers), None):
        return redirect("check", slug=slug, step=missing)
    verdict = check_anonymous(rule.as_rule(), answers)
    context = {
        "case": case,
        "page_title": RESULTS[verdict.result],
        "back_url": reverse("check", args=[slug, len(names)]),
        "result": verdict.result,
        "reasons": [sentence(reason) for reason in verdict.reasons],
        "rule": rule,
        "answers": [_told(n, name, rule.as_rule(), answers) for n, name in enumerate(names, 1)],
        "lawyers": queries.lawyers(case),
    }
    return render(request, "cases/result.html", context)


@right("public")
@require_safe
def help_page(request):
    return _about(request, "cases/help.html", _("Help"), "home.questions")


@right("public")
@require_safe
def privacy(request):
    return _about(request, "cases/privacy.html", _("How your data is kept"), "home.data")


@right("public")
@require_safe
def accessibility(request):
    return render(request, "cases/accessibility.html", {"page_title": _("Accessibility statement")})


def _case_page(request, case):
    texts = queries.texts(case, "home.", get_language())
    joined = figure(case, "joined")
    authored = {key.removeprefix("home."): text.authored for key, text in texts.items()}
    context = {
        "case": case,
        "page_title": texts["home.lead"].authored.title,
        "texts": authored,
        "cost": queries.text(case, "disclosure.cost_risk", get_language()).authored,
        "questions": by_heading(authored["questions"].full),
        "other_language": {text.language for text in texts.values()} - {get_language()},
        "facts": [(fact, CONFIDENCE[fact.confidence]) for fact in queries.facts(case)],
        "lawyers": queries.lawyers(case),
        "joined": joined if joined and joined >= FEW else None,
    }
    return render(request, "cases/case.html", context)


def _about(request, template, title, key):
    """A page about the site, with the words of each case that is open."""
    language = get_language()
    rows = [(case, queries.text(case, key, language).authored) for case in queries.open_cases()]
    cases = [
        {
            "case": case,
            "text": text,
            "questions": by_heading(text.full),
            "consents": queries.consents(case, language),
            "lawyers": queries.lawyers(case),
        }
        for case, text in rows
    ]
    return render(request, template, {"page_title": title, "cases": cases})


def _told(number, name, rule, answers):
    """A question and the answer given, for the list under the result."""
    asked = words(name, rule, answers)
    return {"number": number, "question": asked["title"], "answer": dict(asked["choices"])[answers[name]]}


def _cookie(case):
    return f"check_{case.slug}"


def _answers(request, case):
    """The answers so far. A cookie that is old, forged or of another version of the questions counts as none."""
    try:
        kept = signing.loads(request.COOKIES.get(_cookie(case), ""), salt=_cookie(case), max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return {name: answer for name, answer in kept.items() if answer in ANSWERS.get(name, ())}


def _keep(response, case, answers):
    value = signing.dumps(answers, salt=_cookie(case))
    response.set_cookie(_cookie(case), value, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS)

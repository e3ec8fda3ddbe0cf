"""A program of its own: fills the database of a Hamkke that is about to start, and says who is in it.

    python -m tests.walk.fill        prints {who: {"session": cookie, "pages": [address of every page they may open]}}

It runs with the settings of the product, commits what it writes and ends, so nothing of it lives on in the servers that
are walked. The sessions are made here, since signing in has tests of its own.
"""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from litigation.accounts.rights import RIGHTS  # noqa: E402
from tests import template  # noqa: E402
from tests.architecture import routes  # noqa: E402
from tests.architecture.cast import make_worlds  # noqa: E402
from tests.architecture.matrix import FOR_TEAM, HIDDEN, ROUTES  # noqa: E402
from tests.architecture.matrix import RIGHTS as HOLDERS  # noqa: E402

ANYBODY, OWNER = "anybody", "claimant"
LANGUAGE = {"attorney": "ko", "auditor": "ko"}  # of the desk; the others read English
PERSON = {"claim.own", "file.own"}


def main():
    settings.ALLOWED_HOSTS = ["*"]
    template.begin(settings.DATABASES["default"]["NAME"])
    call_command("migrate", interactive=False, verbosity=0)
    world, _other = make_worlds()
    people = {ANYBODY: None, OWNER: world.owner, **world.people}
    said = {}
    for who, user in people.items():
        if user and who in LANGUAGE:
            user.language = LANGUAGE[who]
            user.save(update_fields=["language"])
        said[who] = {"session": _session(user), "pages": list(_pages(who, user, world))}
    print(json.dumps(said))


def _session(user):
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _pages(who, user, world):
    """The address of every page this person may open, by the matrix of rights."""
    for route in routes.every():
        row = ROUTES.get(route.name)
        if row is None or route.is_api or route.name in HIDDEN | FOR_TEAM or not _may(who, user, row.right("GET")):
            continue
        yield route.url(**row.values(world))


def _may(who, user, right):
    if RIGHTS[right].name == "public":
        return True
    if HOLDERS[right] is None:
        return who == OWNER if right in PERSON else user is not None
    return who in HOLDERS[right]


if __name__ == "__main__":
    main()

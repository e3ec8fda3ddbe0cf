from types import SimpleNamespace

import pytest

from litigation.accounts.rights import PUBLIC, RIGHTS, ROLES, SIGNED_IN, declared, may, right

PERSON = SimpleNamespace(is_authenticated=True, is_active=True)
NOBODY = SimpleNamespace(is_authenticated=False, is_active=False)


def holding(role):
    return SimpleNamespace(role=role)


@pytest.mark.parametrize("name", RIGHTS)
@pytest.mark.parametrize("role", ROLES)
def test_staff_rights_go_to_exactly_the_roles_of_the_table(name, role):
    wanted = RIGHTS[name]
    anyone = name in (PUBLIC, SIGNED_IN) or "claimant" in wanted.roles
    assert may(PERSON, name, membership=holding(role)) is (anyone or role in wanted.roles)


@pytest.mark.parametrize("name", RIGHTS)
def test_signed_out_people_have_only_the_public_right(name):
    assert may(NOBODY, name) is (name == PUBLIC)


def test_person_without_membership_has_no_staff_right():
    assert [name for name in RIGHTS if may(PERSON, name) and RIGHTS[name].for_staff] == []


def test_inactive_person_has_no_right():
    gone = SimpleNamespace(is_authenticated=True, is_active=False)
    assert [name for name in RIGHTS if may(gone, name, membership=holding("case_lead"))] == [PUBLIC]


def test_auditor_reads_and_decides_nothing():
    has = {name for name in RIGHTS if RIGHTS[name].for_staff and may(PERSON, name, membership=holding("auditor"))}
    reads = {name for name in RIGHTS if name.endswith(".read")} - {"evidence.read", "paper.read", "package.read"}
    assert has == {"desk.see", "claimant.search"} | reads


def test_right_that_is_not_in_the_table_cannot_be_declared():
    with pytest.raises(LookupError, match=r"claim\.delete"):
        right("claim.delete")


def test_declared_right_is_found_by_method_and_absent_methods_have_none():
    @right({"GET": "claim.read", "POST": "claim.review"})
    def view(request):
        """A view."""

    assert [declared(view, m) and declared(view, m).name for m in ("GET", "HEAD", "POST", "DELETE")] == [
        "claim.read",
        "claim.read",
        "claim.review",
        None,
    ]

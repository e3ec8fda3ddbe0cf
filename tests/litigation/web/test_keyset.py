import pytest

from litigation.accounts.models import User
from litigation.web import keyset
from tests import factories

pytestmark = pytest.mark.django_db
ORDER = ("-is_active", "email")


@pytest.fixture
def people(db):
    for name, staff in (("d", True), ("a", False), ("c", True), ("b", False), ("e", True)):
        factories.make_user(f"{name}@example.org", is_active=staff)


def walk(order, size):
    after, pages = "", []
    while True:
        page = keyset.page(User.objects.all(), order=order, size=size, after=after)
        pages.append([user.email[0] for user in page.rows])
        if not page.after:
            return pages
        after = page.after


@pytest.mark.parametrize(
    ("order", "size", "pages"),
    [
        (ORDER, 2, [["c", "d"], ["e", "a"], ["b"]]),
        (ORDER, 5, [["c", "d", "e", "a", "b"]]),
        (("is_active", "-email"), 2, [["b", "a"], ["e", "d"], ["c"]]),
        (("created_at", "id"), 1, [["d"], ["a"], ["c"], ["b"], ["e"]]),
    ],
)
def test_pages_hold_every_row_once_in_order(people, order, size, pages):
    assert walk(order, size) == pages


def test_turned_order_walks_back(people):
    assert walk(keyset.turned(ORDER), 5) == [["b", "a", "e", "d", "c"]]


@pytest.mark.parametrize("after", ["x", "%%%", "W10", "WzFd", "e30", "WyJhIiwiYiIsImMiXQ", "WyJ4IiwieCJd", "ÿ"])
def test_a_place_that_cannot_be_read_is_the_beginning_and_says_so(people, after):
    page = keyset.page(User.objects.all(), order=("created_at", "id"), size=2, after=after)
    assert ([user.email[0] for user in page.rows], page.lost, page.begins) == (["d", "a"], True, True)


def test_a_row_that_left_does_not_shift_the_next_page(people):
    first = keyset.page(User.objects.all(), order=("email",), size=2)
    User.objects.filter(email="b@example.org").delete()
    following = keyset.page(User.objects.all(), order=("email",), size=2, after=first.after)
    assert [user.email[0] for user in following.rows] == ["c", "d"]

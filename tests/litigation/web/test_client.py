"""Whose request it is: with no proxy a header is nothing, behind proxies only what they wrote counts."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from litigation.web import throttles
from litigation.web.client import bucket, client_address
from litigation.web.throttles import PerStranger


def asked(forwarded=None, caller="192.0.2.7"):
    told = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=caller, **told)


@pytest.mark.parametrize("forwarded", [None, "203.0.113.9", "203.0.113.9, 198.51.100.1", "nonsense", ""])
def test_forged_header_changes_nothing_without_proxies(settings, forwarded):
    settings.PROXIES = 0
    assert client_address(asked(forwarded)) == "192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, evil, 203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "unknown", "192.0.2.7"),
        (1, "", "192.0.2.7"),
        (1, None, "192.0.2.7"),
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.7"),
    ],
)
def test_behind_proxies_what_they_wrote_counts_and_nothing_before_it(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    assert client_address(asked(forwarded)) == address


def test_one_household_of_ipv6_is_one_bucket(settings):
    settings.PROXIES = 1
    buckets = [bucket(asked(f"2001:db8:0:{net}::{host}")) for net, host in ((1, 1), (1, "ffff:2"), (2, 1))]
    assert buckets == ["2001:db8:0:1::/64", "2001:db8:0:1::/64", "2001:db8:0:2::/64"]
    assert bucket(asked("203.0.113.9")) == "203.0.113.9"


def test_request_through_a_socket_has_no_address_and_one_bucket(settings):
    settings.PROXIES = 0
    assert bucket(asked("203.0.113.9", caller="")) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "codes"),
    [(0, [200, 200, 429, 429]), (1, [200, 200, 200, 429])],
)
def test_api_gives_each_person_behind_a_proxy_a_bucket_of_their_own(client, settings, monkeypatch, proxies, codes):
    settings.PROXIES = proxies
    monkeypatch.setattr(throttles, "time", SimpleNamespace(time=lambda: 1_800_000_010))
    monkeypatch.setattr(PerStranger, "most", 2)
    cache.clear()
    told = ["203.0.113.1", "a, 203.0.113.1", "203.0.113.2", "b, c, 203.0.113.1"]
    answers = [client.get("/api/v1/cases/", headers={"X-Forwarded-For": each}) for each in told]
    assert [answer.status_code for answer in answers] == codes

"""Who sends a request in server mode: only trusted proxies speak for others."""

from ipaddress import ip_network

import pytest

from front.server.arriving import Arrival, TurnedAway, arrive
from front.server.settings import ServerSettings
from tests.front.asgi import encode, make_scope

HOST = "zs.example.gov.cn"
PROXIED = ServerSettings(frozenset({HOST}), b"x" * 40, (ip_network("127.0.0.1"),))
DIRECT = ServerSettings(frozenset({HOST}), b"x" * 40)
SENT = {"host": HOST, "x-forwarded-for": "10.1.2.3", "x-forwarded-proto": "https"}


def come(
    settings: ServerSettings = PROXIED,
    headers: dict[str, str] | None = None,
    **changed: object,
) -> Arrival | TurnedAway:
    scope = {**make_scope(headers=encode(headers or SENT)), **changed}
    return arrive(scope, settings)


def test_a_trusted_proxy_says_who_asks_and_over_what() -> None:
    assert come() == Arrival(HOST, "10.1.2.3", secure=True)
    assert come(headers=SENT | {"x-forwarded-proto": "http"}) == Arrival(
        HOST, "10.1.2.3", secure=False
    )


@pytest.mark.parametrize("peer", ["10.0.0.9", "127.0.0.2", "", "nonsense"])
def test_nobody_comes_past_the_proxy(peer: str) -> None:
    assert isinstance(come(client=(peer, 50000)), TurnedAway)


def test_what_stands_before_the_last_address_may_be_made_up() -> None:
    headers = SENT | {"x-forwarded-for": "1.1.1.1, 10.1.2.3, 127.0.0.1"}

    assert come(headers=headers) == Arrival(HOST, "10.1.2.3", secure=True)
    assert come(headers=SENT | {"x-forwarded-for": "<script>"}) == Arrival(
        HOST, "unknown", secure=True
    )


def test_without_a_proxy_nothing_that_was_passed_on_is_taken() -> None:
    assert isinstance(come(DIRECT), TurnedAway)
    direct = come(DIRECT, {"host": HOST}, client=("10.1.2.3", 1), scheme="https")
    assert direct == Arrival(HOST, "10.1.2.3", secure=True)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        f"{HOST}.evil.example",
        f"evil@{HOST}",
        f"{HOST}/x",
        f"{HOST}:port",
        "::1",
    ],
)
def test_a_host_name_that_is_not_ours_is_refused(host: str) -> None:
    assert isinstance(come(headers=SENT | {"host": host}), TurnedAway)


def test_our_name_may_have_a_port_and_capitals() -> None:
    arrival = come(headers=SENT | {"host": f"{HOST.upper()}:8443"})

    assert isinstance(arrival, Arrival)


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", f"https://{HOST}:9"])
def test_what_changes_something_must_come_from_our_page(origin: str | None) -> None:
    headers = SENT | ({"origin": origin} if origin else {})

    assert isinstance(come(headers=headers, method="POST"), TurnedAway)
    assert isinstance(come(headers=SENT | {"origin": f"https://{HOST}"}, method="POST"), Arrival)


def test_whoever_runs_the_computer_may_ask_for_its_health_alone() -> None:
    local = {"host": "127.0.0.1:8501"}

    asked = come(headers=local, path="/readyz")
    assert isinstance(asked, Arrival)
    assert asked.by_hand
    assert isinstance(come(headers=local, path="/chains"), TurnedAway)
    assert isinstance(
        come(headers=local | {"x-forwarded-for": "1.1.1.1"}, path="/readyz"), TurnedAway
    )

"""The gate: who comes in, as whom, and what every answer carries."""

from urllib.parse import unquote

import pytest
from starlette.datastructures import Headers
from starlette.types import Scope

from front.gate import Gate
from ledger.book.policy import Actor
from tests.front.asgi import HOST, OWN_PAGE, Behind, encode, make_scope, send_through

CLOSED = [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_a_request_from_this_computer_is_let_in(client: str) -> None:
    behind = Behind()

    send_through(Gate(behind), make_scope(client=(client, 50000)))

    assert len(behind.seen) == 1


@pytest.mark.parametrize("client", ["192.168.1.20", "10.0.0.1", "::ffff:10.0.0.1", "fe80::1", ""])
def test_a_request_from_another_computer_is_refused(client: str) -> None:
    behind = Behind()

    start, body = send_through(Gate(behind), make_scope(client=(client, 50000)))

    assert (start["status"], behind.seen) == (403, [])
    assert "单机模式只接受本机访问" in body["body"].decode()


def test_a_request_of_unknown_origin_computer_is_refused() -> None:
    behind = Behind()

    start, _ = send_through(Gate(behind), make_scope(client=None))

    assert (start["status"], behind.seen) == (403, [])


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "Forwarded", "Via",
               "X-Real-IP"]
)  # fmt: skip
def test_a_request_that_a_proxy_passed_on_is_refused(header: str) -> None:
    behind = Behind()
    headers = encode({"host": HOST, header: "127.0.0.1"})

    start, body = send_through(Gate(behind), make_scope(headers=headers))

    assert (start["status"], behind.seen) == (403, [])
    assert "不接受转发来的请求" in body["body"].decode()


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:8501", "[::1]:8501"])
def test_local_host_names_are_let_in(host: str) -> None:
    behind = Behind()

    send_through(Gate(behind), make_scope(headers=encode({"host": host})))

    assert len(behind.seen) == 1


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8501",
        "evil.example@127.0.0.1",
        "127.0.0.1:8501/evil",
        "127.0.0.1:port",
        "[::1",
        "",
    ],
)
def test_a_foreign_host_name_is_refused(host: str) -> None:
    behind = Behind()

    start, _ = send_through(Gate(behind), make_scope(headers=encode({"host": host})))

    assert (start["status"], behind.seen) == (403, [])


@pytest.mark.parametrize("hosts", [[], [b"127.0.0.1", b"evil.example"]])
def test_a_request_must_name_exactly_one_host(hosts: list[bytes]) -> None:
    behind = Behind()

    start, _ = send_through(Gate(behind), make_scope(headers=[(b"host", host) for host in hosts]))

    assert (start["status"], behind.seen) == (403, [])


def test_a_refused_host_name_is_not_repeated_in_the_answer() -> None:
    hostile = "evil.example; script-src *"

    answered = send_through(Gate(Behind()), make_scope(headers=encode({"host": hostile})))

    assert "evil.example" not in str(answered)


def test_a_websocket_of_our_own_page_is_let_in() -> None:
    behind = Behind()

    answered = send_through(Gate(behind), make_scope("websocket"))

    assert answered == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    "origins",
    [
        [],
        ["http://evil.example"],
        ["http://localhost:8501"],
        ["http://127.0.0.1:9000"],
        [f"file://{HOST}"],
        ["null"],
        [OWN_PAGE, "http://evil.example"],
    ],
)
def test_a_websocket_of_a_foreign_or_unnamed_page_is_closed_unopened(origins: list[str]) -> None:
    behind = Behind()
    named = [(b"origin", origin.encode()) for origin in origins]

    answered = send_through(
        Gate(behind), make_scope("websocket", headers=[*encode({"host": HOST}), *named])
    )

    assert (answered, behind.seen) == (CLOSED, [])


def test_an_upload_sent_by_a_foreign_page_is_refused() -> None:
    behind = Behind()
    headers = encode({"host": HOST, "origin": "http://evil.example"})

    start, _ = send_through(Gate(behind), make_scope(method="PUT", headers=headers))

    assert (start["status"], behind.seen) == (403, [])


@pytest.mark.parametrize("name", ["x-sanming-user-grants", "X-SANMING-USER-ID", "x-sanming-extra"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_forged_identity_header_never_reaches_the_screens(kind: str, name: str) -> None:
    behind = Behind()
    headers = encode({"host": HOST, "origin": OWN_PAGE, name: "forged"})

    send_through(Gate(behind), make_scope(kind, headers=headers))

    assert "forged" not in behind.headers().values()


def test_the_screens_are_told_the_local_administrator() -> None:
    behind = Behind()

    send_through(Gate(behind), make_scope("websocket"))

    told = {name: unquote(behind.headers()[f"x-sanming-user-{name}"]) for name in _TOLD}
    assert told == {"id": "local", "grants": '[["admin", ""]]', "name": "本机管理员"}


def test_whoever_identify_does_not_know_is_refused() -> None:
    behind = Behind()
    gate = Gate(behind, identify=_nobody)

    start, body = send_through(gate, make_scope())
    closed = send_through(gate, make_scope("websocket"))

    assert (start["status"], closed, behind.seen) == (403, CLOSED, [])
    assert "没有登录身份" in body["body"].decode()


@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_every_answer_carries_the_security_headers(host: str) -> None:
    start, *_ = send_through(Gate(Behind()), make_scope(headers=encode({"host": host})))

    headers = Headers(raw=start["headers"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "camera=()" in headers["permissions-policy"]


def test_the_content_policy_allows_no_inline_script_and_no_other_host() -> None:
    start, *_ = send_through(Gate(Behind()), make_scope())

    policy = Headers(raw=start["headers"])["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "unsafe" not in rules["script-src"]
    assert rules["connect-src"] == f"'self' ws://{HOST} wss://{HOST}"
    assert not {word for rule in rules.values() for word in rule.split()} & {"*", "http:", "https:"}


def test_exports_are_kept_in_no_cache() -> None:
    start, *_ = send_through(Gate(Behind()), make_scope(path="/media/list.xlsx"))

    assert Headers(raw=start["headers"]).getlist("cache-control") == ["no-store"]


def test_other_answers_keep_their_own_caching() -> None:
    start, *_ = send_through(Gate(Behind()), make_scope(path="/static/js/index.js"))

    assert Headers(raw=start["headers"])["cache-control"] == "public"


_TOLD = ("id", "grants", "name")


def _nobody(_scope: Scope) -> Actor | None:
    return None

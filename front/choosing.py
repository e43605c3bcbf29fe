"""Which mode the program runs in, and so which gate stands before it: chosen once, at the start."""

import sys
from collections.abc import Mapping

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import Scope

from components.frame.ledger_access import open_ledger
from files.errors import ProductError
from front.binding import REFUSED, require_this_computer
from front.gate import Gate
from front.server.door import Door
from front.server.gate import OF_OUR_PAGES, ServerGate
from front.server.owners import owns
from front.server.routes import AccountPages
from front.server.settings import HEADING, Https, ServerRefused, is_server, read_settings
from ledger.accounts.users import has_administrator

NO_ADMINISTRATOR = (
    f"{HEADING}还没有能登录的管理员。先运行 python -m ledger online（或 user add），"
    "用同一个 SANMING_DATA 或 DATABASE_URL。"
)


def is_told_why(scope: Scope) -> bool:
    """Tell whether a request may read why we are not ready: of this computer, past the proxy."""
    arrival = scope.get(OF_OUR_PAGES)
    return arrival is None or arrival.by_hand


def gate_and_routes(environment: Mapping[str, str]) -> tuple[Middleware, list[Route]]:
    """Return the gate of the mode that is set, and the addresses that only this mode has.

    Raises:
        SystemExit: code 2 after saying on the error stream what is missing; nothing listens then.
    """
    try:
        if not is_server(environment):
            require_this_computer(st.get_option("server.address"))
            return Middleware(Gate), []
        return _server(environment)
    except ProductError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(REFUSED) from error


def _server(environment: Mapping[str, str]) -> tuple[Middleware, list[Route]]:
    https = Https(
        str(st.get_option("server.sslCertFile") or ""),
        str(st.get_option("server.sslKeyFile") or ""),
    )
    settings = read_settings(environment, https)
    if str(st.get_option("server.baseUrlPath") or "").strip("/"):
        text = f"{HEADING}不支持 server.baseUrlPath，请让代理把整个主机名转来。"
        raise ServerRefused(text)
    with open_ledger().reading() as session:
        if not has_administrator(session):
            raise ServerRefused(NO_ADMINISTRATOR)
    door = Door(open_ledger)
    gate = Middleware(ServerGate, settings=settings, door=door, owns=owns)
    return gate, AccountPages(door, settings.secret).routes()

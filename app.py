"""三明产业链招商地图: the front door. Started by `streamlit run app.py` or `python -m front`."""

import os
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from chains.office import open_catalog
from components.frame.ledger_access import ledger_problem
from components.map.source import map_feed
from front.choosing import gate_and_routes, is_told_why
from front.geo_routes import geo_routes
from front.left_tabs import FarewellNote
from front.routes import routes
from front.running import upkeep
from front.start.files import StartFiles
from front.start.page import StartPage
from front.unforeseen import answer_unforeseen, show_unforeseen

gate, own_routes = gate_and_routes(os.environ)

BASE = str(st.get_option("server.baseUrlPath") or "")

app = st.App(
    Path(__file__).with_name("front") / "menu.py",
    routes=[
        *own_routes,
        *routes(partial(open_catalog, os.environ), ledger_problem, is_told_why),
        *geo_routes(map_feed()),
    ],
    middleware=[
        gate,
        Middleware(FarewellNote),
        Middleware(StartPage, base=BASE),
        Middleware(StartFiles, base=BASE),
    ],
    lifespan=upkeep,
    on_script_error=show_unforeseen,
    exception_handlers={Exception: answer_unforeseen},
)

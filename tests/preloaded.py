"""What a forked process has before it starts (`tests.forked`): the program below its screens.

Its data files are parsed here too, by the real readers; a process reads each anew and is handed
what came of the same bytes. The pieces of screen are left out: they belong to a running server.
"""

import gc
import os
from importlib import import_module
from pkgutil import walk_packages
from tempfile import TemporaryDirectory

import streamlit.web.bootstrap
import streamlit.web.cli  # noqa: F401

from briefings.data_files import closed_files
from chains.office import open_catalog
from tests.forked import ROOT
from tests.read_once import read_once

ROOMS = ("reports", "papers", "briefings", "ledger", "targets", "geodata")
LEFT_OUT = ("__main__", "ledger.migrations")  # run, not imported

for room in ROOMS:
    for module in walk_packages([str(ROOT / room)], prefix=f"{room}."):
        if not any(part in module.name for part in LEFT_OUT):
            import_module(module.name)
kept = read_once()
kept.__enter__()
with TemporaryDirectory() as nobody:
    nobodys = {**os.environ, "SANMING_DATA": nobody}
    closed_files(nobodys, open_catalog(nobodys))
gc.freeze()  # none of this is garbage, in any process that begins with it

"""用户与权限: the accounts of the office online; there are none to manage on one computer."""

import streamlit as st

from components.accounts.view import LOCAL_TEXT, accounts_view
from components.frame.access import is_signed_in, offered, require
from components.frame.ledger_access import open_ledger
from components.frame.theme import page_style
from ledger.book.policy import Action

actor = require()
page_style()

st.title("用户与权限", anchor=False)
if not is_signed_in():
    st.info(LOCAL_TEXT)
elif offered(actor, Action.MANAGE_USERS):
    accounts_view(open_ledger(), actor)

"""The emptiest Streamlit page: what no dashboard on Streamlit can be faster than."""

import streamlit as st

st.write("空白页")

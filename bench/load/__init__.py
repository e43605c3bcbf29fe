"""Many people at once: real sessions over Streamlit's own websocket, pages drawn at random."""

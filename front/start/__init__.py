"""What a browser is sent before the first screen: Streamlit's start page and its files."""

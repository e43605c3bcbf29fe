"""Pages that describe the code are held to it: a page that drifts fails here."""

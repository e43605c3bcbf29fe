"""The upload of a list of plots: asked, prepared, previewed, saved."""

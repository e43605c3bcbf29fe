"""What every import on screen shares: the uploader, problems by row, the list of imports, undo."""

"""Papers made on a screen and handed to the browser."""

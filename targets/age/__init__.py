"""How far what is known of a company holds today: the day of a source, the status on a day."""

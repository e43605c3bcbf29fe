"""What the office says of a link: checks and urgencies."""

"""What is entered about a link on the chain's screen: check, urgency, card, rewording."""

"""片区和企业: lists of targets, the map of their cities, the page of one company, the basket."""

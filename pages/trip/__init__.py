"""出访: screens for a group that prepares a trip, and writes down what came of it."""

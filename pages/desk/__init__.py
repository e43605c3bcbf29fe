"""片区: screens for the five desks, their target companies and the ties that lead to them."""

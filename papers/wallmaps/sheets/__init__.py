"""How a wall map looks: one drawing in points of an A3 sheet, the same enlarged for A0."""

"""What a desk keeps: trip basket, visits, the areas of the five desks."""

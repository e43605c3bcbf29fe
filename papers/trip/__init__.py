"""出访手册: whom to see on which day, and what to know of each of them."""

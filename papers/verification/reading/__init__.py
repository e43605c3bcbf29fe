"""Reading papers back: what a file says, passage by passage, and where each one stands."""

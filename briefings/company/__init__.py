"""What is said about one company: profile, score, questions, plots, sources."""

"""What a meeting leaves: snapshots, decisions, rewordings."""

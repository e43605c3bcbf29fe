"""联席会议: what leaders see together, and how the office prepares it."""

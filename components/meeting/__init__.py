"""联席会议 on screen: stage, decisions, since the last meeting."""

"""What a joint meeting is shown: content and the moment it speaks of."""

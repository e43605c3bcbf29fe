"""Personal data in texts that everybody reads: found, and covered."""

"""Timings of the dashboard, beside the usual way where there is one. Never part of the tests."""

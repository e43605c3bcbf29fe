"""Tests of the companies."""

"""Generates man pages, completions, README tables and the screenshot; only for development."""

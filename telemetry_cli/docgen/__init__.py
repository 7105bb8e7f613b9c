"""Generates man pages, completions and the README's picture. For development; never installed."""

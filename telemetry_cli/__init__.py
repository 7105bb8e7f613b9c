"""Report installs to PocketBase, explain exit codes, search failed installs."""

__version__ = "0.1.0"

"""Disk, network, host and environment: one module for each."""

"""Thin layers around what is outside: state file, server, host, environment."""

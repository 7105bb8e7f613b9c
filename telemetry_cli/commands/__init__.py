"""One module a command: read the options, call the core, show the result."""

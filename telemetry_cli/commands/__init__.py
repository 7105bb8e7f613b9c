"""One module per command: reads options, calls the other packages, shows the result."""

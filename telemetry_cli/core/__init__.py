"""Pure rules: records, exit codes, filters, the protocol. No I/O, no third-party import."""

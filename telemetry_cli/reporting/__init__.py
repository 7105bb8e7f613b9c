"""Takes events from their values to the server: report, deliver, flush, dry run, doctor."""

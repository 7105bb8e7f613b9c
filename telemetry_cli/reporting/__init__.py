"""The way of an event, from its values to the server: report, deliver, flush, dry run, doctor."""

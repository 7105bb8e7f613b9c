"""Numbers over records: counts, rates and what changed. Pure; knows only knowledge and core."""

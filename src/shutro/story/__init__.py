"""Which articles report one happening, and who copied whom."""

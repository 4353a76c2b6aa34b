"""The shapes of the tables in a language folder, one module a table."""

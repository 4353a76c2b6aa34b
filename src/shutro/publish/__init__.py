"""What readers and other programs get: JSON, terminal, pages."""

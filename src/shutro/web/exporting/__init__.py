"""What is taken along of a page: one address, several formats."""

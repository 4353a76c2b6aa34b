"""What is wrong with a library, what of it can be made again, and what can be saved of a damaged file."""

"""The stream: sources watched, their articles stored as they come, and a process that reads them."""

"""What keeps the desk safe: headers, names of the host, sessions, passwords, limits."""

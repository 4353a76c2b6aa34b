"""How names are known in a text."""

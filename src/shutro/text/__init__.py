"""Scripts and characters: no language, no news."""

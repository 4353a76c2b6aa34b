"""Who is who across the articles of one call."""

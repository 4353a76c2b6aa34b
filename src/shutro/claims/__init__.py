"""What the reports say together: points, claims, origins, findings."""

"""The pages of the desk, a router each."""

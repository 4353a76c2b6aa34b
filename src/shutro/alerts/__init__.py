"""What readers asked to be told of: watches, the alerts that they raise, and how these are sent."""

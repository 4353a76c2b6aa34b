"""What stands on the net: which addresses may be asked, and what they answer; nothing is stored here."""

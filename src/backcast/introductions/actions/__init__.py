"""What the user asks of people they know, and the upkeep of what ties are worth."""

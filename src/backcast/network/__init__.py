"""People, organisations and positions: who is where, and who said so."""

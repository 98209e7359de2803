"""What every page rests on: the walls around requests, errors in words, the menu, template tags. No tables."""

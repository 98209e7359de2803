"""Backcast: from the future you want to the people, the story and this week."""

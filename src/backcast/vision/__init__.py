"""The future, the people in it, and the story that leads there."""

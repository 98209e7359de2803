"""The pages of the vision: its futures, their parts, and what is read from them."""

"""What stands between the user and a person."""

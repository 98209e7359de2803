"""The pages that gather several ideas: people, a person, the first run."""

"""Who is asking: users, workspaces, sign-in, jobs."""

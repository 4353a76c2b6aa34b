"""What people decide about articles and stories, and how each stage honours it."""

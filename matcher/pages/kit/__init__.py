"""Every component in every state, for who builds pages: drawn from the same inputs as the pages."""

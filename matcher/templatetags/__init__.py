"""Tags and filters of the pages: they write things down, they decide nothing."""

"""The pages in a real browser: by keyboard, without JavaScript, read by axe."""

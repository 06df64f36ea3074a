"""What exists: instruments, programmes, organisations, places, sources, and how they are loaded, listed and edited.

Who fits what is not decided here: that is `matcher`, which reads this and is never read by it."""

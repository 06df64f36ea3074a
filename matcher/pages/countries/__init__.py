"""Working with a country or a region: which routes name it, and who knows the way there."""

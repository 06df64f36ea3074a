"""The pages. Each view reads the address, asks, and renders; what is asked lives beside `matcher/views`."""

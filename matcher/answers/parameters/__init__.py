"""What one name in an address can say, a file per kind: choices, places, days, numbers and amounts.

A page declares its parameters; `matcher.answers.query` has each of them read what the address gives it."""

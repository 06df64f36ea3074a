"""The short form for a new call: twelve fields as one says them, the rest in the full form later.

`said` reads what is typed, `form` asks for it, `call` makes an entry of it, `views` keeps that as every save is kept."""

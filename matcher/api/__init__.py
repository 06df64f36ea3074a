"""The same answers as JSON, below /api/v1/. Thin: read the address, ask, write out.

The shapes are `match_payload` and `instrument_payload`."""

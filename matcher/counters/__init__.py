"""What visitors look for, as counts from which nobody's answers can be read (docs/counters.md, docs/decisions/035).

`looks` says which requests count, `tally` what each of them counts, `memory` holds that in this process and has it written every
minute, `keeping` writes and forgets. What the figures say stands in `demand`; those of cities come in by `city_figures`."""

"""Whether matching is right: personas, verification over all classes of answers, the effect of an edit, a rule on trial.

Pages of staff show it (`matcher.admin`), commands print it. How well faults are caught is measured in `matcher.proof.lab`."""

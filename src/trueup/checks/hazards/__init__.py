"""What can go wrong when a statement runs: one file per check, registered by being here."""

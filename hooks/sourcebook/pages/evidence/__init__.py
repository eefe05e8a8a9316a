"""What the evidence of the site amounts to: shares, ledger, changes, differences."""

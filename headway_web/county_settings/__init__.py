"""The county settings: shown, changed by a proposal, and accepted by a second person."""

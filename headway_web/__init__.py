"""The web app: people, rights and pages over the library; never arithmetic. ``headway serve`` starts it."""

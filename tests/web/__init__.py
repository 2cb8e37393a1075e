"""Tests of the web app: Django's own client, on SQLite, or on the database that DATABASE_URL names."""

"""Every measure a second time, the obvious way: loops and dictionaries, written from the pages' words."""

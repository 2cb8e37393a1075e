"""Pages of figures as at any earlier day: asked for by the address, worked out by the library beside the server, and kept."""

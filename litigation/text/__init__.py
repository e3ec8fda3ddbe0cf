"""What is typed, made clean: the one table of signs, and the few ways to apply it. Pure; knows no Django."""

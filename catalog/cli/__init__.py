"""The command line: each command reads its arguments, asks the rooms, and prints."""

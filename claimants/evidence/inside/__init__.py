"""What runs in the sandbox alone (../decode.py): the work on a stranger's file. Imports nothing of the project but body and jpeg."""

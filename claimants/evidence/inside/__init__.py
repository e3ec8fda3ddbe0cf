"""What runs in the sandbox alone (../decode.py): the work on a stranger's file. Imports only body and jpeg of the project."""

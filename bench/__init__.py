"""How fast the papers are made, against others and against the floor. `make bench` runs it; scripts/bench.py begins it.

people.py      made-up plaintiffs, the same every time
engines.py     every way to make the annex, one function each, run in a process of its own
processes.py   what a process cost: CPU of all of it, peak memory
registry.py    the measurements; a new one is a function with @measurement in a module named there
annex.py       the annex: ratios and gates
complaint.py   the whole complaint
"""

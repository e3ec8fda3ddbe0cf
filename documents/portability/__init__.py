"""Everything kept of a claim as one file for its person (PIPA 35, 35-2): made as a job, taken by themselves, deleted soon."""

"""The job: a corpus into an output folder, in parallel, again only where something changed, safe to kill at any moment.

plan.py        the corpus beside the database: which files must be read, as a stream of steps in order
crew.py        the parent's side of the worker processes: batches out, outcomes in, in order; quarantine
worker.py      a worker: reads and extracts one step at a time within its limits
writer.py      outcomes into the database, some hundred at a time: the one writer
fingerprint.py what an extraction depends on besides the article
lock.py        one run on an output folder at a time
job.py         the whole, readable at a glance
"""

from zhibiao.batch.job import Options, Progress, Summary, run

__all__ = ["Options", "Progress", "Summary", "run"]

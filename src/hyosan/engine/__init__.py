"""From a scenario to a finished run: the step loop, the run folder around it, and going on after an interruption."""

from hyosan.engine.run import Options, resume_run, run_scenario
from hyosan.engine.simulate import Observer, simulate

__all__ = ["Observer", "Options", "resume_run", "run_scenario", "simulate"]

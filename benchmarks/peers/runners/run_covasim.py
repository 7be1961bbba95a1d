"""Covasim on a hybrid population: households, schools, workplaces and community, with all else at its defaults.

Its default beta of 0.016 gives an R0 of about 2.4: so many did each of the first 800 infect, by its infection log.
"""

import covasim
import numba
import numpy as np
from report import Engine, index_cases, report


def build(people: int, days: int, seed: int) -> covasim.Sim:
    """People and their contacts; day 0 is a step too."""
    sim = covasim.Sim(
        pop_type="hybrid",
        pop_size=people,
        pop_scale=1,
        rescale=False,
        pop_infected=index_cases(people),
        n_days=days - 1,
        rand_seed=seed,
        verbose=0,
    )
    sim.initialize()
    return sim


def infected(sim: covasim.Sim) -> int:
    """People ever exposed; cumulative infections would count reinfections, which are on by default."""
    return int(np.isfinite(sim.people.date_exposed).sum())


if __name__ == "__main__":
    report(
        Engine(
            name="covasim",
            version=covasim.__version__,
            build=build,
            simulate=lambda sim: sim.run(),
            steps=lambda sim: sim.npts,
            infected=infected,
            threads=numba.get_num_threads,
        )
    )

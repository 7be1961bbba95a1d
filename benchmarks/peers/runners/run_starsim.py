"""Starsim: SIR on a RandomNet that is drawn anew every day, 10 contacts a person.

People infect from the step after their infection to the one before the drawn duration has passed. That is half a step
less than the duration, on average, so half a step is added to it: they infect on 7 days.
"""

from math import log1p

import numba
import starsim as ss
from report import R0, Engine, index_cases, report

CONTACTS = 10  #: of one person, per d
INFECTIOUS_D = 7.0  #: mean of the days on which one infects
HALF_STEP_D = 0.5
INFECTIOUS_SD_D = 2.0


def build(people: int, days: int, seed: int) -> ss.Sim:
    """People without births or deaths; the first day is a step too."""
    sir = ss.SIR(
        beta=ss.perday(-log1p(-R0 / (CONTACTS * INFECTIOUS_D))),
        dur_inf=ss.lognorm_ex(mean=ss.days(INFECTIOUS_D + HALF_STEP_D), std=ss.days(INFECTIOUS_SD_D)),
        init_prev=ss.bernoulli(p=index_cases(people) / people),
        p_death=0,
    )
    sim = ss.Sim(
        n_agents=people,
        start="2020-01-01",
        dt=ss.days(1),
        dur=ss.days(days - 1),
        rand_seed=seed,
        verbose=0,
        networks=ss.RandomNet(n_contacts=CONTACTS),
        diseases=sir,
    )
    sim.init()
    return sim


def infected(sim: ss.Sim) -> int:
    """People who are no longer susceptible."""
    return int((~sim.diseases.sir.susceptible).sum())


if __name__ == "__main__":
    report(
        Engine(
            name="starsim" if ss.options.crn else "starsim-no-crn",
            version=ss.__version__,
            build=build,
            simulate=lambda sim: sim.run(),
            steps=lambda sim: sim.t.npts,
            infected=infected,
            threads=numba.get_num_threads,
        )
    )

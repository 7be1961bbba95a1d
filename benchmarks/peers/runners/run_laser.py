"""LASER-generic: SIR in one well-mixed node, infectious for a Poisson-distributed number of days."""

import laser.generic
import numba
from laser.core import PropertySet
from laser.core.distributions import poisson
from laser.core.utils import grid
from laser.generic import SIR, Model
from report import R0, Engine, index_cases, report

INFECTIOUS_D = 7.0  #: mean


def build(people: int, days: int, seed: int) -> Model:
    """One node.

    Transmission comes last. Before recovery, as in LASER's introduction, those just infected would lose a day in the
    step in which they are infected: one would infect beta times 6 others, not 7.
    """
    scenario = grid(M=1, N=1, population_fn=lambda row, column: people, states=["S", "I", "R"])
    scenario["I"] = index_cases(people)
    scenario["S"] = scenario["population"] - scenario["I"]
    model = Model(scenario, PropertySet({"nticks": days, "beta": R0 / INFECTIOUS_D, "seed": seed}))
    duration = poisson(INFECTIOUS_D)
    susceptible = SIR.Susceptible(model)
    infectious = SIR.Infectious(model, duration)
    recovered = SIR.Recovered(model)
    model.components = [susceptible, infectious, recovered, SIR.Transmission(model, duration)]
    return model


def infected(model: Model) -> int:
    """People infected by others, and the index cases."""
    return int(model.nodes.newly_infected.sum() + model.scenario["I"].sum())


if __name__ == "__main__":
    report(
        Engine(
            name="laser",
            version=laser.generic.__version__,
            build=build,
            simulate=lambda model: model.run(),
            steps=lambda model: model.params.nticks,
            infected=infected,
            threads=numba.get_num_threads,
        )
    )

"""The figures: people in each state, the epidemic curve, reproduction numbers, offspring, attack rates."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.epidemic import Cases, CohortR, InstantaneousR, OffspringFit
from hyosan.analysis.outbreak import Group
from hyosan.analysis.run_facts import RunFacts
from hyosan.tell.chart_style import (
    BLACK,
    BLUE,
    DAY_S,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    Chart,
    Clock,
    count_axis,
    styled,
)
from hyosan.tell.epidemic import SETTINGS
from hyosan.tell.estimates import interval, lasting
from hyosan.world.codes import Setting

STATE_COLOURS = (BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, BLACK)
STATE_DASHES = ([1, 0], [6, 3], [2, 2])  #: the eighth state and those after it are dashed, then dotted
SETTING_COLOURS = {Setting.HOME: BLUE, Setting.SCHOOL: ORANGE, Setting.WORK: GREEN, Setting.COMMUNITY: SKY}
OUTSIDE, ANYWHERE = "from outside", "anywhere"
Ints = npt.NDArray[np.int64]
Part = tuple[str, str, npt.NDArray[np.bool_]]  #: name, colour, and which cases belong to it
#: in a window; fewer say less than the prior does. Source: Cori A et al. Am J Epidemiol 2013;178:1505, web appendix
ENOUGH_CASES = 11
R_TITLE = "Reproduction number"
MOST_TIMES = 400  #: at which a curve is drawn
RARE = 0.05  #: share of the people from which on a state can be seen beside all others
MOST_OFFSPRING = 40  #: that are drawn; those with more are told
ROUNDING = 1e-9  #: bins


def states(series: pl.DataFrame, run: RunFacts, clock: Clock) -> Chart:
    """People in each state over time.

    series : columns time (s), state, count
    """
    times = series["time"].unique().sort()
    drawn = times.gather_every(max(1, len(times) // MOST_TIMES)).implode()
    ever = series.group_by("state", maintain_order=True).agg(pl.col("count").max()).filter(pl.col("count") > 0)
    names = ever["state"].cast(pl.String).to_list()
    rows = series.cast({"state": pl.String}).filter(pl.col("time").is_in(drawn), pl.col("state").is_in(names))
    at = clock.at(rows["time"].to_numpy() / DAY_S)
    data = pl.DataFrame([pl.Series("at", at), rows["state"], rows["count"]])
    n_colours = len(STATE_COLOURS)
    colours = [STATE_COLOURS[i % n_colours] for i in range(len(names))]
    dashes = [STATE_DASHES[i // n_colours % len(STATE_DASHES)] for i in range(len(names))]
    # Beside the well, those in hospital would lie on the axis.
    is_uneven = bool((ever["count"] < RARE * run.people).any())
    scale = alt.Scale(type="sqrt") if is_uneven else alt.Scale()
    title = "People (square-root scale)" if is_uneven else "People"
    lines = (
        alt.Chart(data)
        .mark_line(strokeWidth=2.5)
        .encode(
            x=clock.axis(),
            y=alt.Y("count:Q", title=title, axis=count_axis(run.people), scale=scale),
            color=alt.Color("state:N", title=None, scale=alt.Scale(domain=names, range=colours)),
            strokeDash=alt.StrokeDash("state:N", title=None, scale=alt.Scale(domain=names, range=dashes)),
        )
    )
    return styled(lines, "People in each state over time", run, f"{run.people:,} people")


def epidemic_curve(cases: Cases, run: RunFacts, clock: Clock) -> Chart:
    """New infections by time, by setting where settings are known."""
    bins = np.floor(cases.time / (DAY_S * clock.bin_d) + ROUNDING).astype(np.int64)
    total = np.bincount(bins)
    parts = _by_setting(cases)
    data = _bars(bins, parts, clock)
    scale = alt.Scale(domain=[name for name, *_ in parts], range=[colour for _, colour, _ in parts])
    bars = (
        alt.Chart(data)
        .mark_rect(stroke="white", strokeWidth=0.4)
        .encode(
            x=clock.axis(),
            x2="end",
            y=alt.Y("low:Q", title=f"New infections per {clock.bin_name}", axis=count_axis(int(total.max()))),
            y2="high:Q",
            color=alt.Color("where:N", scale=scale, title=None, legend=alt.Legend() if len(parts) > 1 else None),
        )
    )
    peak = clock.told(float(total.argmax() * clock.bin_d))
    note = f"{len(cases):,} infections" + (" by where they were passed on" if len(parts) > 1 else "")
    title = f"New infections peaked {peak}: {total.max():,} per {clock.bin_name}"
    return styled(bars, title, run, note)


def _by_setting(cases: Cases) -> list[Part]:
    """Parts of the bars: settings where they are known, and infections from outside."""
    found = [(SETTINGS[each.name.lower()], SETTING_COLOURS[each], cases.setting == each) for each in Setting]
    if not (cases.setting >= 0).any():
        return [(ANYWHERE, BLUE, np.ones(len(cases), np.bool_))]
    return [part for part in [*found, (OUTSIDE, VERMILION, cases.infector < 0)] if part[2].any()]


def _bars(bins: Ints, parts: Sequence[Part], clock: Clock) -> pl.DataFrame:
    """Each part of each bar, from where the part below it ends."""
    frames = []
    low = np.zeros(int(bins.max()) + 1, np.int64)
    starts = np.arange(len(low)) * clock.bin_d
    for name, _, is_in in parts:
        high = low + np.bincount(bins[is_in], minlength=len(low))
        columns = {
            "at": clock.at(starts),
            "end": clock.at(starts + clock.bin_d),
            "low": low,
            "high": high,
            "where": name,
        }
        frames.append(pl.DataFrame(columns).filter(pl.col("high") > pl.col("low")))
        low = high
    return pl.concat(frames)


def reproduction_number(instantaneous: InstantaneousR, cohort: CohortR | None, run: RunFacts, clock: Clock) -> Chart:
    """Instantaneous reproduction number with its interval, and that of cohorts."""
    middle = (instantaneous.starts + instantaneous.ends) / 2
    enough = instantaneous.n_cases >= ENOUGH_CASES
    width = lasting(float(instantaneous.ends[0] - instantaneous.starts[0]))
    smooth, counted = f"instantaneous, over {width}, with 95 % interval", "of cohorts, counted in the tree"
    points = _cohorts(cohort)
    top = 1.15 * max(float(instantaneous.mean[enough].max(initial=0.0)), 1.3, *points["r"].to_list())
    curve = pl.DataFrame(
        {
            "at": clock.at(middle),
            "r": instantaneous.mean,
            "lo": instantaneous.lo,
            "hi": instantaneous.hi,
            "which": smooth,
        }
    ).with_columns(pl.when(pl.Series(enough)).then(pl.col("r", "lo", "hi")))  # the line breaks where it is not known
    dots = points.with_columns(pl.Series("at", clock.at(points["day"].to_numpy())), pl.lit(counted).alias("which"))
    names = [smooth, counted] if dots.height else [smooth]
    colour = alt.Color("which:N", title=None, scale=alt.Scale(domain=names, range=[BLUE, VERMILION][: len(names)]))
    y = alt.Y("r:Q", title=R_TITLE, scale=alt.Scale(domain=[0, top], nice=False))
    bounds = [*instantaneous.starts.tolist(), *instantaneous.ends.tolist(), *points["day"].to_list()]
    x = clock.axis(span=(min(bounds), max(bounds)))
    base = alt.Chart(curve).encode(x=x)
    layers = [
        base.mark_area(opacity=0.2, color=BLUE, clip=True).encode(y=alt.Y("lo:Q", title=R_TITLE), y2="hi:Q"),
        alt.Chart(pl.DataFrame({"r": [1.0]})).mark_rule(color=GREY, strokeDash=[5, 4]).encode(y=y),
        base.mark_line(strokeWidth=2.5, clip=True).encode(y=y, color=colour),
    ]
    if dots.height:
        layers.append(alt.Chart(dots).mark_point(filled=True, size=80, opacity=1).encode(x=x, y=y, color=colour))
    below = np.flatnonzero(enough & (instantaneous.mean < 1))
    title = "Reproduction number over time"
    if len(below):
        title = f"The reproduction number first fell below 1 {clock.told(float(middle[below[0]]))}"
    note = f"At 1 (dashed) infections neither rise nor fall; windows with {ENOUGH_CASES} cases or more"
    return styled(alt.layer(*layers), title, run, note)


def _cohorts(cohort: CohortR | None) -> pl.DataFrame:
    """Middle (d) and reproduction number of the cohorts that hold enough cases."""
    if cohort is None:
        return pl.DataFrame(schema={"day": pl.Float64, "r": pl.Float64})
    some = cohort.n_cases >= ENOUGH_CASES
    return pl.DataFrame({"day": cohort.starts[some] + cohort.width_d / 2, "r": cohort.mean[some]})


def offspring(counts: npt.NDArray[np.int64], fit: OffspringFit, run: RunFacts) -> Chart:
    """Share of the cases by how many each infected, with the fitted negative binomial distribution.

    counts : (cases,) offspring
    """
    most = min(int(counts.max()), MOST_OFFSPRING)
    observed = np.bincount(np.minimum(counts, most + 1), minlength=most + 1)[: most + 1] / len(counts)
    data = pl.DataFrame({"n": np.arange(most + 1), "observed": observed, "fitted": fit.probabilities(most)})
    seen, fitted = "cases of the run", "negative binomial fit"
    colour = alt.Color("which:N", title=None, scale=alt.Scale(domain=[seen, fitted], range=[SKY, VERMILION]))
    # Few infect many: on a straight scale nothing but the first bars could be seen.
    scale = alt.Scale(type="sqrt", nice=False)
    axis = alt.Axis(format=".2~%", values=[0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0])
    people, whole = "People whom a case infected", alt.Axis(tickMinStep=1, grid=False)
    share = "Share of cases (square-root scale)"
    reach = alt.Scale(domain=[-0.6, most + 0.6], nice=False)
    base = alt.Chart(data)
    bars = base.transform_calculate(
        which=f"'{seen}'", left="datum.n - 0.4", right="datum.n + 0.4", zero="0"
    ).mark_rect()
    dots = base.transform_calculate(which=f"'{fitted}'").mark_line(point=alt.OverlayMarkDef(size=30), strokeWidth=1.5)
    layers = alt.layer(
        bars.encode(
            x=alt.X("left:Q", title=people, axis=whole, scale=reach), x2="right:Q",
            y=alt.Y("zero:Q", title=share, scale=scale, axis=axis), y2="observed:Q", color=colour,
        ),
        dots.encode(
            x=alt.X("n:Q", title=people, axis=whole, scale=reach),
            y=alt.Y("fitted:Q", title=share, scale=scale, axis=axis), color=colour,
        ),
    )  # fmt: skip
    n_beyond = int((counts > most).sum())
    beyond = f"; {n_beyond:,} of them infected more than {most}" if n_beyond else ""
    note = f"Mean {interval(fit.mean)}, dispersion k {interval(fit.dispersion)}, of {fit.n_cases:,} cases{beyond}"
    return styled(layers, f"{fit.no_offspring.value:.0%} of cases infected nobody", run, note)


def attack_rate_by_age(by_age: Sequence[Group], run: RunFacts) -> Chart:
    """Share of each age band that was infected at least once."""
    names = [group.name for group in by_age]
    highest = max(by_age, key=lambda group: group.attack_rate)
    data = pl.DataFrame({"age": names, "rate": [group.attack_rate for group in by_age]})
    base = alt.Chart(data).encode(
        x=alt.X("age:N", title="Age (years)", sort=names, axis=alt.Axis(labelAngle=0, grid=False)),
        y=alt.Y(
            "rate:Q",
            title="Attack rate",
            axis=alt.Axis(format=".0~%"),
            scale=alt.Scale(domain=[0, 1.1 * highest.attack_rate], nice=False),
        ),
    )
    layers = alt.layer(
        base.mark_bar(color=BLUE), base.mark_text(dy=-8, fontSize=13).encode(text=alt.Text("rate:Q", format=".1%"))
    )
    title = f"The attack rate was highest at age {highest.name}: {highest.attack_rate:.1%}"
    return styled(layers, title, run, "Share of each age band that was infected at least once")

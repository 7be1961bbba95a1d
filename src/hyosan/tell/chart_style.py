"""How figures look: colours that people with any colour vision tell apart, axes of time, titles."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt

from hyosan.analysis.run_facts import RunFacts

#: Okabe and Ito, Color Universal Design, 2008
BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#999999",
)  # fmt: skip
WIDTH, HEIGHT = 680, 380  #: of the plot, px; about 900 wide with axes and legend
LONG = 20_000  #: counts above are written with k or M
DAY_S = 86_400
MINUTES = 1440  #: of a day

Chart = Any  #: of Altair, whose charts and layers have no type in common
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Clock:
    """How time is drawn: as dates, as numbers of days, or in hours for what is over sooner.

    start_date : ISO date of day 1, or None
    bin_d      : width of the bins that cases are counted in, d
    """

    start_date: str | None
    bin_d: float

    @property
    def in_hours(self) -> bool:
        """Whether days are too coarse."""
        return self.bin_d < 1

    @property
    def kind(self) -> Any:
        """Type of the axis."""
        return "quantitative" if self.start_date is None or self.in_hours else "temporal"

    def at(self, days: Floats) -> list[float] | list[str]:
        """Times as the axis takes them.

        days : d since the start of day 1
        """
        if self.in_hours:
            return [24 * each for each in days.tolist()]
        if self.start_date is None:
            return [each + 1 for each in days.tolist()]
        first = datetime.fromisoformat(self.start_date)
        return [(first + timedelta(days=each)).isoformat() for each in days.tolist()]

    def told(self, day: float) -> str:
        """The beginning of a bin in words."""
        if self.in_hours:
            minutes = round(day * MINUTES)
            return f"at {minutes // 60:02}:{minutes % 60:02} of day 1"
        if self.start_date is None:
            return f"on day {int(day) + 1}"
        return f"on {datetime.fromisoformat(self.start_date) + timedelta(days=int(day)):%-d %B %Y}"

    @property
    def bin_name(self) -> str:
        """What a bin is: day, hour or minute."""
        return "day" if not self.in_hours else "hour" if self.bin_d * 24 > 0.5 else "minute"

    def axis(self, span: tuple[float, float] | None = None) -> alt.X:
        """Time from left to right, in the column `at`.

        span : first and last time to show, d since the start of day 1; as the data have it where None
        """
        title = "Hours since the start of day 1" if self.in_hours else "Day" if self.start_date is None else "Date"
        form = "%-d %b" if self.kind == "temporal" else ",~r"
        axis = alt.Axis(format=form, tickCount=9, grid=False, labelFlush=False)
        scale = alt.Scale(zero=False, nice=False)
        if span is not None:
            scale.domain = self.at(np.array(span))
        return alt.X("at", type=self.kind, title=title, axis=axis, scale=scale)


def count_axis(most: int) -> alt.Axis:
    """An axis of counts: whole numbers, with k or M where they would be long.

    most : largest count
    """
    return alt.Axis(format="~s" if most > LONG else ",d", tickMinStep=1)


def styled(chart: Chart, title: str, run: RunFacts, note: str = "") -> Chart:
    """Put size, fonts, and a title that says what is seen on a figure; which run it is goes below the title."""
    which = f"{run.title} · seed {run.seed}"
    heading = alt.Title(title, subtitle=[*([note] if note else []), which], anchor="start", offset=14)
    return (
        chart.properties(width=WIDTH, height=HEIGHT, title=heading, padding=16, background="white")
        .configure_view(stroke=None)
        .configure_title(fontSize=18, subtitleFontSize=13, subtitleColor="#555", fontWeight=600, subtitlePadding=6)
        .configure_axis(
            labelFontSize=13, titleFontSize=13, titleFontWeight="normal", gridColor="#e6e6e6", domainColor="#888",
            tickColor="#888", titlePadding=10,
        )
        .configure_legend(
            labelFontSize=13, titleFontSize=13, titleFontWeight="normal", orient="bottom", labelLimit=260,
            symbolStrokeWidth=3, direction="horizontal", columns=4,
        )
    )  # fmt: skip

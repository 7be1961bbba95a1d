"""What becomes known of an outbreak in a large population, and what is done about it."""

from typing import Annotated, Literal

from pydantic import Field

from hyosan.scenario.accepts import Number, Word
from hyosan.scenario.ages import AgeCurve, ByAge
from hyosan.scenario.pathogen import Wait
from hyosan.scenario.quantities import Duration, Lasting, Name, Probability, Share, SourceText, Time, WholeSeconds
from hyosan.scenario.rows import Row
from hyosan.world.codes import Measure

ShareByAge = Annotated[ByAge, AgeCurve(Number(0, 1))]
Per100000 = Annotated[float, Number(1e-3, 100_000)]
Scope = Annotated[Literal["district", "everywhere"], Word.of("district", "everywhere")]
MeasureWord = Annotated[Measure, Word({each.name.lower().replace("_", " "): each for each in Measure})]

NEVER_APART = 1.0  #: share of contacts that remain, where an intervention does not name another


class Detection(Row):
    """Cases that come to the notice of the authorities, late or not at all."""

    name: Name = Field(description="Unique name; a stable part of the keys of its draws")
    state: Name = Field(description="State of the pathogen; entering it can be detected")
    probability: ShareByAge = Field(description="Share of those entering the state who are reported, by age if need be")
    delay: Wait = Field(description="Time from entering the state to the report")
    from_: Time | None = Field(default=None, alias="from", description="Who enters the state earlier is not detected")
    until: Time | None = Field(default=None, description="Who enters the state then or later is not detected")
    source: SourceText = Field(description="Where the numbers come from")


class Trigger(Row):
    """When an intervention begins by itself: on reported cases alone."""

    reported: Per100000 = Field(description="Reported cases per 100,000 people from which on it begins")
    over: WholeSeconds = Field(description='Time over which they are counted, such as "7 d"')
    scope: Scope = Field(
        default="everywhere", description="district: each district counts and acts for itself; default everywhere"
    )


class Traced(Row):
    """Chance that a contact of a reported case is found, by the setting that they share."""

    home: Probability = Field(default=0.0, description="Members of the household")
    school: Probability = Field(default=0.0, description="Members of the class")
    work: Probability = Field(default=0.0, description="Members of the workplace")
    community: Probability = Field(default=0.0, description="Others whom an edge of a contact network joins to them")


class Intervention(Row):
    """Something that is done about the outbreak: to cases and those near them, to places, or to everybody."""

    name: Name = Field(description="Unique name; a stable part of the keys of its draws")
    kind: MeasureWord = Field(description="What is done")
    from_: Time | None = Field(default=None, alias="from", description="When it begins; default: with the run")
    trigger: Trigger | None = Field(default=None, description="Begins by reported cases, in place of `from`")
    until: Time | None = Field(default=None, description="When it ends for good")
    lasts: WholeSeconds | None = Field(default=None, description="How long it lasts; of a vaccination, the campaign")
    reported_below: Per100000 | None = Field(
        default=None, description="Ends once reported cases per 100,000, counted as by its trigger, are below this"
    )
    compliance: Share = Field(default=1.0, description="Share of people who do what it asks; default all")
    delay: Duration = Field(default=0.0, description="From the report until people stay apart")
    apart_for: WholeSeconds | None = Field(default=None, description="How long each case or contact stays apart")
    contacts_at_home: Share = Field(default=NEVER_APART, description="Share of contacts at home that remain meanwhile")
    contacts_outside: Share = Field(default=NEVER_APART, description="Share of all other contacts that remain")
    traced: Traced | None = Field(default=None, description="Chance that a contact is found, by setting")
    reduction: Share | None = Field(default=None, description="Share of the contacts concerned that is avoided")
    coverage: ShareByAge | None = Field(default=None, description="Share who get vaccinated, by age if need be")
    protects_after: Duration = Field(default=0.0, description="From the vaccination until it protects")
    against_infection: Share = Field(default=0.0, description="Efficacy against infection on a contact")
    against_illness: Share = Field(default=0.0, description="Efficacy against illness of those infected")
    against_transmission: Share = Field(default=0.0, description="Efficacy against passing it on")
    half_life: Lasting | None = Field(default=None, description="In which protection halves; default: it never wanes")
    source: SourceText = Field(description="Where the numbers come from")

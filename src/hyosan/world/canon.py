"""Canon rows as a table: the decisions and the luck that a canon run asks for. A plain run has none."""

from hyosan.world.columns import Code, Id, Real, Table, Truth, Whole


class Canon(Table):
    """Rows: pins, then chances, in the order of the scenario."""

    person: Id
    other: Id  # whom the act is about, or who else takes part in the draw; -1 for anybody
    towards: Id  # place that the act leads to, or -1
    inside: Id  # place that the person must be in, or -1
    beside: Id  # person who must be in the same place, alive, or -1
    after: Id  # row of the log's `Watched` that must have happened, or -1
    before: Id  # row of the log's `Watched` that must not have happened, or -1
    state: Id  # state of the course that the person must be in, or -1
    act: Code  # Act of a pin; IDLE of a chance
    purpose: Code  # Purpose of the draw of a chance; 0 of a pin
    outcome: Id  # of a chance: the state that the course leads to, or Outcome
    occasion: Id  # of a chance: which of such draws, counted from 1
    begins: Whole  # s, not before
    ends: Whole  # s, no longer, or NEVER
    event: Whole  # in which it was announced
    repeats: Truth  # holds on every occasion, not only the first
    is_open: Truth  # may still come about
    is_due: Truth  # a pin whose condition holds now
    has_held: Truth  # its condition has held before
    drawn: Id  # draws so far that it could be about
    applied: Id  # how many times it decided a choice or a draw
    is_done: Truth  # it came about: the act was done, not only set out for, or the draw made
    averted: Real  # of a chance about being reached: how often, in the mean, it would have been, since the last record
    owed: Whole  # the event that tells of its coming about, until its outcome is recorded; or NO_EVENT

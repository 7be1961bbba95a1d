"""What a waking mind takes in before it chooses, and what it then chooses."""

from hyosan.world.columns import Code, Id, Real, Table


class Situation(Table):
    """What a waking mind takes in; valid in the step that filled it. Derived."""

    held: Id  # bonded person in a hunter's hold here, or -1
    missing: Id  # bonded person believed in danger elsewhere, or -1
    nearest: Id  # person closest in mind here, to talk to, strike or spare, or -1
    leader: Id  # somebody here to follow, or -1
    dead: Id  # a body at hand, or -1
    confidant: Id  # family to speak to, or -1
    target: Id  # whom one torments, or, infected, hates; or -1
    beloved: Id  # in sight, whom one loves and has not told so; or -1
    goal: Id  # place that one would go far for, or -1
    mourned: Id  # the dead who are remembered there, or -1
    bindable: Id  # infected person in sight whom one could tie up, or -1
    bound: Id  # somebody tied up in sight whom one cares for, or -1
    keep_at: Id  # place where that one could be kept, or -1
    menace: Id  # somebody stronger who is after one beside an edge, or -1
    refuge: Id  # best place to flee to, or -1
    hearth: Id  # where a fire can be lit, here or near; or -1
    barrable: Id  # passage of this place that can be closed off, or -1
    fear: Real
    hunters: Real  # free hunters in sight
    companions: Real  # minds in sight
    unaware: Real  # of those, who do not know yet
    at_risk: Real  # of those, who are uninfected
    held_bond: Real
    missing_bond: Real
    nearest_bond: Real
    company: Real  # sum of positive bonds to those in sight
    leader_bond: Real
    hammered: Real  # hunters at the doors of this place
    nearby: Real  # remembered danger next door, 0 to 1
    target_bond: Real
    beloved_bond: Real
    turned_bond: Real  # strongest bond to a hunter in sight
    bindable_bond: Real
    bound_bond: Real
    free: Real  # 1 in free time
    warmth: Real  # 1 beside a fire
    refuge_gain: Real  # how much safer the refuge is
    hunger: Real
    barred: Real  # share of this place's ways that are barred
    pin: Id  # canon row that asks for a choice, later that which decided it; or -1
    odds: Real  # probability that the act of that row would have been chosen
    act: Code  # the act chosen
    runner_up: Code  # and the one that would have been
    utility: Real  # with its draw
    runner_up_utility: Real

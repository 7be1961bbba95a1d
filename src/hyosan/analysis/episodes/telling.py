"""How telling a kind of event is: an editor's judgement, on a scale that only compares."""

from hyosan.world.codes import Kind

OF_CAST = 2.5  #: added where it is one of the cast
OF_LANDMARK = 9.0  #: of what a run has one of
OF_BEGINNING = 7.0  #: of what led to the first infection
OF_MANY = 0.25  #: added to 1 for each power of ten of how many did the same
OF_PLACE = 2.0  #: of a place where many were lost, to which the bits of their number are added
OF_AREA = 5.0  #: of a floor or district that is reached, to which the bits of their number are added

TELLING = {
    # choices
    Kind.GO_BACK: 5.0, Kind.WARN: 3.0, Kind.SHIELD: 7.0, Kind.LURE_AWAY: 6.0, Kind.FIGHT: 3.0, Kind.LEAVE_GROUP: 4.0,
    Kind.BITE_OWN_ARM: 6.0, Kind.FEED_ON_DEAD: 5.0, Kind.ATTACK: 6.0, Kind.HOLD_BACK: 6.0, Kind.TALK: 1.0,
    Kind.BULLY: 4.0, Kind.INJECT: 10.0, Kind.SIGNAL: 2.0, Kind.REVENGE: 6.0, Kind.DECOY: 3.0, Kind.BIND: 8.0,
    Kind.CONFESS: 8.0, Kind.LEAP: 7.0, Kind.FALL_WITH: 9.0, Kind.HOLD_CAPTIVE: 8.0, Kind.SLIP_OUT: 7.0,
    Kind.VISIT: 6.0, Kind.DECLINE: 8.0, Kind.LIGHT_FIRE: 8.0,
    # courses
    Kind.INFECTION: 6.0, Kind.STRENGTHENED: 6.0, Kind.TURNED: 3.0, Kind.HALFBIE: 6.5, Kind.DIED: 6.0, Kind.ROSE: 6.0,
    Kind.MUTATION: 2.5, Kind.HUNGER: 3.5, Kind.IMPORTATION: 7.0,
    # sounds, doors and fights
    Kind.ALARM: 2.0, Kind.SHOUT: 2.0, Kind.ESCAPE: 3.0, Kind.STRUCK: 4.0, Kind.BARRICADED: 4.5, Kind.DOOR_BROKEN: 5.0,
    Kind.BOUND: 7.0, Kind.CAME_LOOSE: 6.0,
    # minds and bonds
    Kind.SAW: 3.0, Kind.TOLD: 4.0, Kind.REACHED: 4.0, Kind.LOST: 3.0, Kind.BOND: 4.0, Kind.LEFT_GROUNDS: 6.0,
    # the authorities
    Kind.CALLED: 4.0, Kind.ASSESSED: 5.0, Kind.ORDERED: 8.0, Kind.ARRIVED: 5.0, Kind.ORDER_ENDS: 3.0,
    Kind.EVACUATED: 8.0, Kind.BOMBED: 10.0, Kind.SPARED: 8.0, Kind.TAKEN: 8.0, Kind.INSPECTED: 3.0,
    Kind.ADMITTED: 7.0, Kind.CONFINED: 5.0, Kind.SET_FREE: 6.0, Kind.RULES_RELAXED: 6.0, Kind.RESEARCHED: 5.0,
    # the months after
    Kind.WISHED: 6.0, Kind.SAW_AFAR: 8.0, Kind.MET_AGAIN: 8.0, Kind.JOINED: 7.0, Kind.PARTED: 5.0, Kind.LANDED: 1.0,
    Kind.FELL: 9.0, Kind.MOURNED: 5.0, Kind.WANED: 5.0,
}  # fmt: skip
"""Of one event; of events that are counted, scaled by the root of their share of all of their kind in the run."""

OF_IMPORTED = 6.5
OF_GROWTH = 5.5
OF_PEAK = 9.0
OF_SHIFT = 3.0  #: of a setting that carries more than usual, to which is added
OF_SHARE = 10.0  #: times by which share
OF_MEASURES = (8.0, 6.5)  #: that begin and end
OF_LAST = 7.0
OF_HALF = 5.0  #: of all cases
OF_MOST = 5.0  #: infected, or ill, at a time
TELLING_OF_CASES = {
    Kind.ONSET: 4.5, Kind.HOSPITALISED: 5.0, Kind.INTENSIVE_CARE: 4.5, Kind.DIED: 6.0, Kind.REPORTED: 5.5,
    Kind.ISOLATED: 4.0, Kind.QUARANTINED: 4.0, Kind.TURNED: 4.0, Kind.ROSE: 4.0, Kind.KILL: 4.0, Kind.RECOVERED: 3.5,
}  # fmt: skip
"""The same of people who are counted: of the first of a kind, and scaled likewise of the others."""

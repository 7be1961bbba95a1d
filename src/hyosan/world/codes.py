"""Every integer code of the model, in one place.

Columns and the chronicle hold codes; people read names. The names of `Kind` and `Act` are also the words of the
chronicle and of scenario files (`name.lower()`), so a code never changes its meaning: new codes are appended,
and a change of an old one raises `SCHEMA_VERSION`.
"""

from enum import IntEnum

SCHEMA_VERSION = 1

NOBODY = -1
NOWHERE = -1
NO_EVENT = -1
NEVER = 2**62


class Role(IntEnum):
    """What a person is; decides the timetable and the duty of office."""

    STUDENT = 0
    TEACHER = 1
    STAFF = 2
    RESIDENT = 3  #: of a city: nobody's duty but their own
    POLICE = 4
    RESCUE = 5  #: fire fighters and rescue workers
    MEDIC = 6
    SOLDIER = 7
    AGENT = 8  #: of the government


class Flag(IntEnum):
    """What a state of a course means to the other systems; powers of two that add up."""

    INFECTED = 1  #: carries the pathogen
    INFECTIOUS = 2  #: a bite passes it on
    HUNTS = 4  #: no mind left: turns to sounds, attacks the uninfected
    KEEPS_MIND = 8  #: chooses as before
    HUNGERS = 16  #: feels the recurring hunger for people near
    CAN_RISE = 32  #: may rise again after death
    DEAD = 64  #: neither acts nor perceives
    SENSES = 128  #: perceives infected beyond walls
    SYMPTOMATIC = 256  #: ill in a way that others notice
    WANED = 512  #: of those who hunt: no longer goes after anybody


class Door(IntEnum):
    """State of a passage."""

    NONE = 0  #: an opening without a door
    OPEN = 1
    CLOSED = 2  #: anybody with a mind opens it; the turned have to break it
    LOCKED = 3  #: only those on whose side the lock is, or who hold keys, open it
    BARRICADED = 4  #: furniture against it; only those inside can clear it
    BROKEN = 5  #: closes no more


class Bond(IntEnum):
    """What ties one person to another; its strength is signed, in [-1, 1]."""

    FAMILY = 0
    FRIENDSHIP = 1
    LOVE = 2
    DISLIKE = 4
    BULLYING = 5  #: from the bully to the bullied; strength below 0
    COMPANION = 6  #: grown from time spent together in danger


class Belief(IntEnum):
    """What a mind takes another to be."""

    WELL = 0
    INFECTED = 2
    TURNED = 3
    DEAD = 4


class Drive(IntEnum):
    """What moves a choice."""

    HABIT = 0  #: the timetable, what one does on an ordinary day
    FEAR = 1
    CARE = 2  #: duty to those one is bonded to
    BELONGING = 3
    OFFICE = 4  #: duty of teachers and staff
    HUNGER = 5
    REVENGE = 6
    CRUELTY = 7  #: a bully's
    WISH = 8  #: a kept intention


class Act(IntEnum):
    """What a mind can choose. `IDLE` is the act of those who choose nothing."""

    IDLE = 0
    OBEY = 1  #: do what the timetable says
    STAY = 2  #: freeze, wait, keep still
    HIDE = 3
    FLEE = 4
    FOLLOW = 5
    BARRICADE = 6
    DECOY = 7  #: make a noise elsewhere
    GO_BACK = 8  #: search for, or return to, someone bonded
    WARN = 9
    SHIELD = 10  #: take a hunter's hold in another's place
    LURE_AWAY = 11  #: draw hunters after oneself
    FIGHT = 12
    LEAVE_GROUP = 13
    BITE_OWN_ARM = 14
    FEED_ON_DEAD = 15
    ATTACK = 16  #: an infected mind strikes a person
    HOLD_BACK = 17  #: a hungry mind masters itself
    TALK = 18
    BULLY = 19
    INJECT = 20
    SIGNAL = 21  #: wave, call, light something where it can be seen
    REVENGE = 22  #: seek out the person one hates
    BIND = 23  #: tie up somebody infected
    CONFESS = 24  #: tell somebody of one's love
    LEAP = 25  #: down from a roof or window
    FALL_WITH = 26  #: pull somebody stronger down along
    HOLD_CAPTIVE = 27  #: take somebody who is tied up to where they are kept
    SLIP_OUT = 28  #: of where rules keep people in, by night
    VISIT = 29  #: where the dead are remembered, or a place longed for
    DECLINE = 30  #: to go back with somebody who asks
    LIGHT_FIRE = 31  #: in the open, at night


class Wake(IntEnum):
    """Why a mind gets to choose; larger is more urgent."""

    NONE = 0
    ROUTINE = 1  #: the timetable moved on, or a commitment is spent
    TOLD = 2
    HEARD = 3
    SENSED = 4
    SAW_LOSS = 5  #: someone bonded is bitten, held, turned or dead
    SAW_HUNTER = 6
    HELD = 8
    HUNGRY = 9


class Kind(IntEnum):
    """Kinds of event. Each line: who · other · place · value (a dash: null).

    The place is where `who` was. `cause` is the event that triggered it.
    """

    # --- without a cause, or exogenous (cause is the beginning) -------------------------------------------------
    BEGINNING = 0  #: - · - · - · number of people
    # --- choices: one kind per act, recorded in `choices` with drive and runner-up -------------------------------
    OBEY = 1  #: chooser · - · place · number of the place chosen, or null
    STAY = 2
    HIDE = 3
    FLEE = 4
    FOLLOW = 5  #: follower · leader
    BARRICADE = 6
    DECOY = 7  #: chooser · - · place · number of the place where the noise will be
    GO_BACK = 8  #: chooser · the one gone back for
    WARN = 9  #: warner · -
    SHIELD = 10  #: shielder · the one shielded
    LURE_AWAY = 11
    FIGHT = 12  #: fighter · the one helped, or null
    LEAVE_GROUP = 13  #: leaver · the leader left, or null
    BITE_OWN_ARM = 14
    FEED_ON_DEAD = 15  #: feeder · the dead
    ATTACK = 16  #: attacker · victim
    HOLD_BACK = 17  #: who · the one spared, or null · - · hunger in [0, 1]
    TALK = 18  #: who · other
    BULLY = 19  #: bully · victim
    INJECT = 20  #: maker · host
    SIGNAL = 21
    REVENGE = 22  #: avenger · the one sought
    BIND = 23  #: who sets about tying up · the infected person
    CONFESS = 24  #: who says it · the one told of their feelings
    LEAP = 25  #: who · - · place · number of the place leapt to
    FALL_WITH = 26  #: who pulls · the one pulled down along
    HOLD_CAPTIVE = 27  #: captor · the infected person held · place · number of the place where they are to be kept
    SLIP_OUT = 28  #: who · - · place · number of the place where they want to go
    VISIT = 29  #: who · the dead who is remembered, or null · place · number of the place visited
    DECLINE = 30  #: halfbie · who asked them to come back
    LIGHT_FIRE = 31  #: who · - · place
    # --- course ---------------------------------------------------------------------------------------------------
    INFECTION = 32  #: infectee · infector (null: injected) · place · severity of the bite in [0, 1]
    STRENGTHENED = 33  #: the injected host grows strong
    TURNED = 34  #: who · infector
    HALFBIE = 35  #: who · infector · place · hours since infection
    DIED = 36  #: who · killer or null
    ROSE = 37  #: who · - · place · how many times so far
    MUTATION = 38  #: the infectee in whom it arose · - · place · number of the child strain
    HUNGER = 39  #: who · - · place · hunger in [0, 1]: it demands a choice
    IMPORTATION = 40  #: who · - · place: infected from outside
    ONSET = 41  #: who falls ill · infector · place · hours since infection
    RECOVERED = 42  #: who · infector · place · hours since infection
    HOSPITALISED = 43  #: who · infector · place · hours since infection
    INTENSIVE_CARE = 44  #: who · infector · place · hours since infection
    # --- sounds ---------------------------------------------------------------------------------------------------
    OUTCRY = 48  #: who let a sound escape · - · place · dB(A) at 1 m
    ALARM = 50  #: who set it off · - · place of the sound · dB(A)
    SHOUT = 51  #: who · - · place · dB(A)
    # --- hunters and prey -----------------------------------------------------------------------------------------
    HUNT = 64  #: hunter · prey or null · place · number of the place it turns to
    GRAPPLE = 65  #: hunter · prey
    ESCAPE = 66  #: prey · hunter: threw it off
    BITE = 67  #: biter · bitten · place · severity in [0, 1]
    KILL = 68  #: killer · killed
    RELEASE = 69  #: a hold ended without a bite: hunter · prey (swapped, distracted, hunter down)
    DOOR_CLOSED = 70  #: who · - · place · number of the passage
    BARRICADED = 71  #: who · - · place · number of the passage
    DOOR_BROKEN = 72  #: hunter · - · place · number of the passage
    MET_ON_PASSAGE = 73  #: hunter · prey · place · number of the passage
    # --- minds and bonds --------------------------------------------------------------------------------------------
    SAW = 80  #: who · the hunter seen: the first time a mind meets the turned
    TOLD = 81  #: the one told · teller
    SENSED = 82  #: halfbie · infected sensed, or another halfbie · place · distance in m
    REACHED = 83  #: who · the one gone back for, found
    LOST = 84  #: who learns it · the one lost (turned or dead) · place · grief added
    BOND = 85  #: who · other · place · strength of the bond now
    BARRED = 86  #: who · - · place · number of the passage that was found barred
    LEFT_GROUNDS = 87  #: who · - · place: beyond the simulated world from here on
    MOVE = 88  #: one whose moves are recorded · - · place entered
    STRUCK = 89  #: striker · struck: a blow without infection (the last barrier held, or a bully thrown off)
    BOUND = 90  #: the infected person tied up · who did it
    CAME_LOOSE = 91  #: who was tied up, and is no longer · who had done it
    # --- what becomes known, and what is done about it; of many people who are counted ------------------------------
    REPORTED = 96  #: who is reported as a case · - · place · hours since infection
    THRESHOLD_REACHED = 97  #: - · - · district or null · reported cases per 100,000
    INTERVENTION_BEGINS = 98  #: - · - · district or null · number of the intervention, from 0 in the scenario's order
    INTERVENTION_ENDS = 99  #: - · - · district or null · number of the intervention
    ISOLATED = 100  #: reported case told to stay apart · - · place · hours
    QUARANTINED = 101  #: contact told to stay apart · the reported case · place · hours
    # --- the authorities: what they hear, hold true, order, and what comes of it -------------------------------------
    CALLED = 104  #: caller · - · place · infected people that they speak of: an emergency call that gets through
    ASSESSED = 105  #: - · - · district or null · infected people that the authorities now reckon with
    ACTUAL = 106  #: - · - · district or null · infected people that there truly were when the authorities took stock
    ORDERED = 107  #: who gives the order, or null · - · place or district · number of the order, counted from 0
    ARRIVED = 108  #: a unit's leader · - · place · number of the order
    ORDER_ENDS = 109  #: - · - · place or district · number of the order
    EVACUATED = 110  #: who is taken away · - · place left · number of the place reached
    BOMBED = 111  #: - · - · place · strength of the blast in [0, 1]
    SPARED = 112  #: the captive · who spares them: preserved by order
    TAKEN = 113  #: the captive · who takes them · place · number of the place where they are held
    INSPECTED = 114  #: who · inspector · place · 1 taken for infected, 0 not
    ADMITTED = 115  #: who · - · place: let into the camp
    CONFINED = 116  #: who · - · place · hours
    SET_FREE = 117  #: who · - · place: no longer locked up
    RULES_RELAXED = 118  #: - · - · place · number of the order that ends
    RESEARCHED = 119  #: the captive · - · place · 1 for a treatment, 0 for none
    # --- the months after --------------------------------------------------------------------------------------------
    WISHED = 124  #: who · - · place · strength of the wish that is planted, in [0, 1]
    SAW_AFAR = 125  #: who · who lit it, or null · place · number of the place seen
    MET_AGAIN = 126  #: who came there · whom they meet: bonded people after days apart
    JOINED = 127  #: halfbie · the one who leads others of their kind: belongs to them from now on
    PARTED = 128  #: who · other: bonded people part, knowing it
    LANDED = 129  #: who · - · place · height of the leap, m
    FELL = 130  #: who · the one falling along, or null · place · height, m
    MOURNED = 131  #: who · the one mourned · place · grief in [0, 1]
    WANED = 132  #: who, infected · - · place: no longer goes after anybody
    NOTICED = 133  #: who is seen slipping out, and turned back
    # --- canon: decisions and luck that the scenario asks for, in canon runs only -----------------------------------
    CANON_ROW = 136  #: who · other · - · number of the row that asks: pins first, then chances, counted from 0
    PINNED = 137  #: who · other · place · probability that the act would have been chosen in that moment
    CHANCED = 138  #: who · other · place · probability of the outcome in that moment
    ROW_FAILED = 139  #: who · other · place · why: a number of RowFailure (docs/canon.md)


#: Kinds that may point straight to the beginning.
EXOGENOUS = (Kind.BEGINNING, Kind.IMPORTATION, Kind.INTERVENTION_BEGINS, Kind.ORDERED, Kind.CANON_ROW)


class Purpose(IntEnum):
    """What a random draw decides; the last word of its key."""

    BRANCH = 1  #: which way a course goes: person, state, episode
    WAIT = 2  #: how long a state lasts: person, state, episode
    SEVERITY = 3  #: biter, bitten, time
    MUTATION = 4  #: infectee, purpose, episode
    STRAIN_WAIT = 5
    STRAIN_BRANCH = 6
    STRAIN_SPEED = 7
    FRAILTY = 8  #: person
    RISE = 9  #: person, number of rises so far
    CHOICE = 10  #: person, act, occasion
    LASTING = 11  #: how long a commitment is kept: person, act, occasion
    WANDER = 12  #: where to, when anywhere will do: person, occasion
    REACH = 13  #: hunter, prey, time
    GRAPPLE = 14  #: hunter, prey, time
    OUTCOME = 15  #: hunter, prey, time
    STRIKE = 16  #: fighter, hunter, time
    NOTICE = 17  #: a place heard from another: place, place, time
    SLIP = 18  #: a sound that escapes someone afraid: person, time
    RESTRAINT = 19  #: the last barrier of a hungry mind: attacker, victim, time
    SPOT = 21  #: a hiding place: person, occasion
    STAGE = 22  #: branch, wait, number of contacts, own infectiousness: person, number of the stage, episode
    CONTACT = 23  #: time, setting, partner, acceptance: person, number of the contact, episode and stage
    WINDOW = 26  #: number of contacts in a later window of time: person, window, episode and stage
    STRANGER = 25  #: district, age band and person of somebody met outside home and groups: the same
    FIGHT = 20  #: whether a contact infects or defeats: infector, infectee, time
    IMPORT = 24  #: who is infected from outside: importation, slot
    DETECTION = 27  #: whether a case is reported, and when: person, episode and stage, detection
    COMPLIANCE = 28  #: whether somebody does what an intervention asks: person, intervention
    TRACING = 29  #: whether a contact is found: case, contact, time of the report
    PASSING = 30  #: whether a contact takes place in spite of interventions: infector, infectee, time
    VACCINATION = 31  #: who is vaccinated, and when in the campaign: person, intervention
    PATROL = 54  #: whether somebody who slips out is noticed: person, time
    FALL = 53  #: whether somebody lives through a fall: person, time
    BINDING = 55  #: whether somebody is overcome and tied up: who ties up, whom, time
    BOUND_BITE = 56  #: whether somebody tied up bites one who tends to them: who is tied up, who tends, time
    LOOSENING = 57  #: whether somebody tied up comes loose: person, time
    GLANCE = 52  #: whether somebody looks up and sees a fire far off: person, fire, time
    # set-up: a stable name (its hash) and a slot
    TRAIT = 32
    AGE = 33
    SEX = 34
    NAME = 35
    FRIEND = 36
    SIBLING = 37
    DISLIKE = 38
    BULLY = 39
    CLASS_SIZE = 40
    HOUSEHOLD = 41  #: size, and ages wished for: district, household, slot
    OCCUPATION = 42  #: school, work or neither: district, person of it
    TEAM = 43  #: order in which workers are put into teams: district, worker of it
    BUILDING = 60  #: how large a building is: district, number of the building
    LODGING = 61  #: whose place somebody of the school takes among the generated people of a city: person replaced
    POSTING = 62  #: who has a post: post, person; and how old those in quarters are
    # the authorities
    CALL = 70  #: whether somebody calls for help, when, and when again: person, number of the try
    RUMOUR = 71  #: by how much a caller exaggerates: person
    KNOWN = 72  #: whether an armed unit takes an infected mind for what it is: person
    FINDING = 73  #: what an inspection finds: person, order, time
    TURN = 74  #: who is taken along first: household, order
    BLAST = 75  #: whether somebody is killed by a blast: person, order
    QUARTERS = 76  #: which cell or barrack somebody is put into: household, order
    STUDY = 77  #: what the study of a captive yields: captive, order, time
    # in canon rows only: each stands for several draws and is none itself
    CAPTURE = 90  #: REACH, and how a hold or a blow ends for whom it is about
    HARM = 91  #: CAPTURE, BLAST, FALL and BOUND_BITE
    INFECTION = 92  #: OUTCOME, so that it is a bite, and then BRANCH; BLAST, so that the course goes on
    DEATH = 93  #: FALL, and then RISE
    SURVIVAL = 94  #: OUTCOME, BLAST, FALL and BOUND_BITE


class Setting(IntEnum):
    """Where people meet."""

    HOME = 0
    SCHOOL = 1
    WORK = 2
    COMMUNITY = 3


class Measure(IntEnum):
    """Kinds of intervention; their names are the words of scenario files, with blanks."""

    ISOLATION = 0  #: reported cases stay apart
    HOUSEHOLD_QUARANTINE = 1  #: those who live with a reported case stay apart
    CONTACT_TRACING = 2  #: those who are found to have met a reported case stay apart
    SCHOOL_CLOSURE = 3
    WORK_RESTRICTION = 4
    COMMUNITY_DISTANCING = 5
    TRAVEL_RESTRICTION = 6  #: fewer contacts between people of different districts
    VACCINATION = 7


class Command(IntEnum):
    """What an order of the authorities is about; their names are the words of scenario files."""

    SEND = 0  #: units go somewhere
    LOCKDOWN = 1  #: people are told to go home and stay there
    CORDON = 2  #: ways out of a district are closed
    EVACUATE = 3  #: people are told to come to an assembly place, and taken away from there
    KILL_ON_SIGHT = 4  #: units kill the infected whom they meet
    PRESERVE = 5  #: some of the infected are spared, and taken away
    BOMB = 6
    ADMIT = 7  #: a camp takes people in who come to its gate
    QUARANTINE = 8  #: rules for those in a camp
    RELAX = 9  #: these rules are eased
    RESEARCH = 10  #: captives are studied


class Scope(IntEnum):
    """Which districts an order is for; their names are the words of scenario files."""

    EVERYWHERE = 0  #: all together, or those that it names
    DISTRICT = 1  #: each for itself
    AHEAD = 2  #: each that is next to one that is affected, and is not itself


class Status(IntEnum):
    """What somebody is to the authorities."""

    NONE = 0
    TOLD = 1  #: has been told to go somewhere and stay there
    ON_DUTY = 2
    LOCKED_UP = 3  #: in a cell of a camp, at first
    HELD = 4  #: taken for infected
    INMATE = 5  #: lives in a camp
    CAPTIVE = 6  #: infected, and kept


class LinkRole(IntEnum):
    """What a second cause was to an event."""

    ENABLED = 0
    PREVENTED = 1
    SEEN = 2
    HEARD = 3
    TOLD = 4
    ORDERED = 5


class Outcome(IntEnum):
    """What a chance row asks for, where it is no state of a course; words of scenario files, with blanks."""

    ESCAPE = 0
    BITE = 1
    KILL = 2
    BLOW = 3
    RISES = 4
    STAYS_DEAD = 5
    LIVES = 6
    DIES = 7
    MISSED = 8
    BOUND = 9
    FAILS = 10
    NONE = 11


class RowFailure(IntEnum):
    """Why a canon row did not come about."""

    CONDITION_NEVER_HELD = 0
    NEVER_ON_OFFER = 1
    NEVER_DRAWN = 2
    IMPOSSIBLE = 3  #: the outcome had probability 0 in the moment of the draw
    DEAD = 4
    TURNED = 5
    LEFT = 6  #: the grounds
    TARGET_GONE = 7  #: dead or turned
    CUT_OFF = 8  #: no way to the place
    NOT_FOUND = 9  #: set out for whom it is about, and did not meet them


N_ACTS = max(Act) + 1  #: rows of a table by act


def act_event_kind(act: int) -> int:
    """Kind of the event that records the choice of an act (they share their numbers)."""
    return act

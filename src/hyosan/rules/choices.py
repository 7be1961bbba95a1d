"""How much each act appeals to a mind: one rule per act.

A mind that has to choose weighs the acts that its situation offers. The utility of an act is the `base` of its
catalog file plus what its rule here returns, in logit units; the act with the highest utility plus a Gumbel draw is
taken (random utility, McFadden 1974). A rule takes what the mind perceives, then its weights (`w_…`), which are the
names under `[weights]` in `catalog/behaviours/<act>.toml`. Traits and bonds are the only differences between persons.

Shares and traits are in [0, 1], bonds in [-1, 1], counts are persons in sight.
"""

from hyosan.jit import rule


@rule
def obey(fear: float, hunger: float, infected: float, free: float, told: float, duty: float, away: float,
         w_fear: float, w_hunger: float, w_infected: float, w_free: float, w_told: float, w_duty: float,
         w_away: float, w_found: float) -> float:  # fmt: skip
    """Do what the timetable says, or the authorities: loses its hold with fear, hunger and infection, and in free time;
    what one has been told binds more, the less the farther one would have to go through danger, an order on duty most.
    Halfbies keep away from those who call them and might find them, the hungrier the more.
    """
    return (
        w_fear * fear
        + w_hunger * hunger
        + w_infected * infected
        + w_free * free
        + w_told * told
        + w_duty * duty
        + w_away * away
        + w_found * told * hunger
    )


@rule
def stay(fear: float, hunters: float, barred: float, hammered: float, resolve: float,
         w_fear: float, w_hunters: float, w_barred: float, w_hammered: float, w_resolve: float) -> float:  # fmt: skip
    """Keep still: sensible behind barred doors, also the shock of those who cannot act; resolve works against it."""
    return (
        w_fear * fear
        + w_hunters * min(hunters, 3.0)
        + w_barred * barred
        + w_hammered * min(hammered, 3.0)
        + w_resolve * resolve * fear
    )


@rule
def hide(fear: float, cover: float, companions: float, barred: float, hammered: float,
         w_fear: float, w_cover: float, w_companions: float, w_barred: float, w_hammered: float) -> float:  # fmt: skip
    """Get out of sight here: the more cover the better, the more people the worse."""
    crowd = companions / (companions + 5.0)
    return w_fear * fear + w_cover * cover + w_companions * crowd + w_barred * barred + w_hammered * min(hammered, 3.0)


@rule
def flee(fear: float, hunters: float, refuge_gain: float, hammered: float, barred: float, held_bond: float,
         w_fear: float, w_hunters: float, w_refuge: float, w_hammered: float, w_barred: float,
         w_held: float) -> float:  # fmt: skip
    """Run for a place believed safer; a bonded person in a hunter's hold keeps one back."""
    return (
        w_fear * fear
        + w_hunters * min(hunters, 3.0)
        + w_refuge * refuge_gain
        + w_hammered * min(hammered, 3.0)
        + w_barred * barred
        + w_held * max(held_bond, 0.0)
    )


@rule
def follow(fear: float, leader_bond: float, office: float, w_fear: float, w_bond: float, w_office: float) -> float:
    """Go where somebody trusted goes; those who hold office follow less."""
    return w_fear * fear + w_bond * leader_bond + w_office * office


@rule
def barricade(fear: float, companions: float, nearby: float, resolve: float, barred: float,
              w_fear: float, w_companions: float, w_nearby: float, w_resolve: float,
              w_barred: float) -> float:  # fmt: skip
    """Close off a door with what is at hand: hands help, so does danger known to be close and not yet here."""
    hands = companions / (companions + 2.0)
    return w_fear * fear + w_companions * hands + w_nearby * nearby + w_resolve * resolve + w_barred * barred


@rule
def decoy(hammered: float, nearby: float, resolve: float, company: float,
          w_hammered: float, w_nearby: float, w_resolve: float, w_company: float) -> float:  # fmt: skip
    """Make a noise elsewhere to draw hunters off: wit, for those who keep their head."""
    return w_hammered * min(hammered, 3.0) + w_nearby * nearby + w_resolve * resolve + w_company * min(company, 3.0)


@rule
def go_back(missing_bond: float, fear: float, nearby: float, resolve: float, barred: float,
            w_bond: float, w_fear: float, w_nearby: float, w_resolve: float, w_barred: float) -> float:  # fmt: skip
    """Return to, or search for, a bonded person believed in danger elsewhere."""
    return (
        w_bond * max(missing_bond, 0.0)
        + w_fear * fear
        + w_nearby * nearby
        + w_resolve * resolve * max(missing_bond, 0.0)
        + w_barred * barred
    )


@rule
def warn(unaware: float, fear: float, company: float, office: float, resolve: float,
         w_unaware: float, w_fear: float, w_company: float, w_office: float, w_resolve: float) -> float:  # fmt: skip
    """Tell those in sight who do not know."""
    return (
        w_unaware * unaware / (unaware + 2.0)
        + w_fear * fear
        + w_company * min(company, 3.0)
        + w_office * office
        + w_resolve * resolve
    )


@rule
def shield(held_bond: float, fear: float, resolve: float, strength: float, infected: float,
           w_bond: float, w_fear: float, w_resolve: float, w_strength: float, w_infected: float) -> float:  # fmt: skip
    """Take a hunter's hold in another's place; the infected have less to lose."""
    bond = max(held_bond, 0.0)
    return (
        w_bond * bond * bond
        + w_fear * fear
        + w_resolve * resolve * bond
        + w_strength * strength
        + w_infected * infected
    )


@rule
def lure_away(company: float, hunters: float, hammered: float, resolve: float, speed_mps: float, infected: float,
              fear: float,
              w_company: float, w_hunters: float, w_resolve: float, w_speed: float, w_infected: float,
              w_fear: float) -> float:  # fmt: skip
    """Draw hunters after oneself, away from those one is bonded to."""
    pressing = min(hunters + hammered, 3.0)
    return (
        w_company * min(company, 3.0)
        + w_hunters * pressing
        + w_resolve * resolve
        + w_speed * (speed_mps - 5.0)
        + w_infected * infected
        + w_fear * fear
    )


@rule
def fight(held_bond: float, hunters: float, strength: float, armed: float, fear: float, turned_bond: float,
          resolve: float, ordered: float,
          w_held: float, w_hunters: float, w_strength: float, w_armed: float, w_fear: float, w_turned: float,
          w_resolve: float, w_ordered: float) -> float:  # fmt: skip
    """Stand against hunters: for somebody held, or armed, or by order; not against a friend who has turned."""
    return (
        w_held * max(held_bond, 0.0)
        + w_hunters * min(hunters, 5.0)
        + w_strength * strength
        + w_armed * armed
        + w_fear * fear
        + w_turned * max(turned_bond, 0.0)
        + w_resolve * resolve
        + w_ordered * ordered
    )


@rule
def decline(hunger: float, resolve: float, belongs: float, asker_bond: float,
            w_hunger: float, w_resolve: float, w_belongs: float, w_bond: float) -> float:  # fmt: skip
    """A halfbie will not come back with somebody: so as not to harm them, or because it belongs to others of its kind.

    belongs : 1 for whoever leads or has joined such others
    """
    return w_hunger * hunger + w_resolve * resolve + w_belongs * belongs + w_bond * asker_bond


@rule
def leave_group(hunger: float, company: float, at_risk: float, resolve: float, known_infected: float,
                w_hunger: float, w_company: float, w_companions: float, w_resolve: float,
                w_infected: float) -> float:  # fmt: skip
    """An infected mind goes apart so as not to harm those it is with, or not to be found by those who would kill it.

    at_risk : uninfected minds in sight
    """
    crowd = at_risk / (at_risk + 3.0)
    return (
        w_hunger * hunger
        + w_company * min(company, 3.0)
        + w_companions * crowd
        + w_resolve * resolve
        + w_infected * known_infected
    )


@rule
def bite_own_arm(hunger: float, resolve: float, company: float, hurt: float,
                 w_hunger: float, w_resolve: float, w_company: float, w_hurt: float) -> float:  # fmt: skip
    """A hungry mind bites itself rather than another; less and less bearable with each wound."""
    return w_hunger * hunger + w_resolve * resolve + w_company * min(company, 3.0) + w_hurt * hurt


@rule
def feed_on_dead(hunger: float, resolve: float, w_hunger: float, w_resolve: float) -> float:
    """A hungry mind feeds on somebody already dead."""
    return w_hunger * hunger + w_resolve * resolve


@rule
def attack(hunger: float, resolve: float, nearest_bond: float, grief: float, hurt: float,
           w_hunger: float, w_resolve: float, w_bond: float, w_grief: float, w_hurt: float) -> float:  # fmt: skip
    """A hungry mind strikes the nearest: hunger, grief and wounds against resolve and the bond to that person."""
    return w_hunger * hunger + w_resolve * resolve + w_bond * nearest_bond + w_grief * min(grief, 2.0) + w_hurt * hurt


@rule
def hold_back(hunger: float, resolve: float, company: float, grief: float, hurt: float,
              w_hunger: float, w_resolve: float, w_company: float, w_grief: float, w_hurt: float) -> float:  # fmt: skip
    """A hungry mind masters itself for now."""
    return (
        w_hunger * hunger
        + w_resolve * resolve
        + w_company * min(company, 3.0)
        + w_grief * min(grief, 2.0)
        + w_hurt * hurt
    )


@rule
def talk(nearest_bond: float, fear: float, grief: float, harm: float, warmth: float,
         w_bond: float, w_fear: float, w_grief: float, w_harm: float, w_warmth: float) -> float:  # fmt: skip
    """Speak with somebody: of losses, sooner at a fire; or, to family, of what one has suffered."""
    return (
        w_bond * max(nearest_bond, 0.0)
        + w_fear * fear
        + w_grief * min(grief, 2.0)
        + w_harm * min(harm, 2.0)
        + w_warmth * warmth
    )


@rule
def bully(target_bond: float, resolve: float, fear: float, w_bond: float, w_resolve: float, w_fear: float) -> float:
    """Torment somebody weaker, on an ordinary day."""
    return w_bond * max(-target_bond, 0.0) + w_resolve * resolve + w_fear * fear


@rule
def inject(worry: float, target_bond: float, fear: float, w_worry: float, w_bond: float, w_fear: float) -> float:
    """The maker gives the pathogen to one he loves and believes in need of strength."""
    return w_worry * min(worry, 3.0) + w_bond * max(target_bond, 0.0) + w_fear * fear


@rule
def signal(fear: float, nearby: float, outdoors: float, resolve: float,
           w_fear: float, w_nearby: float, w_outdoors: float, w_resolve: float) -> float:  # fmt: skip
    """Make oneself seen from outside, once the worst is past."""
    return w_fear * fear + w_nearby * nearby + w_outdoors * outdoors + w_resolve * resolve


@rule
def confess(beloved_bond: float, fear: float, hammered: float, infected: float, warmth: float, resolve: float,
            w_bond: float, w_fear: float, w_hammered: float, w_infected: float, w_warmth: float,
            w_resolve: float) -> float:  # fmt: skip
    """Tell somebody of one's love: sooner when there may be no other time, and by a fire at night."""
    return (
        w_bond * max(beloved_bond, 0.0)
        + w_fear * fear
        + w_hammered * min(hammered, 3.0)
        + w_infected * infected
        + w_warmth * warmth
        + w_resolve * resolve
    )


@rule
def visit(grief: float, due: float, beacon: float, wish: float, kin: float, bound: float, fear: float,
          w_grief: float, w_due: float, w_beacon: float, w_wish: float, w_kin: float, w_bound: float,
          w_fear: float) -> float:  # fmt: skip
    """Go to where the dead are remembered, the longer ago the sooner; to a fire just seen, or the place of an old one;
    to others of one's kind.

    due : 0 for whoever has just mourned, to 1;  beacon : 1 for a fire seen;  bound : 1 for whoever is on the way
    kin : 1 for a halfbie who has sensed another;  fear : beyond that of calm
    """
    drawn = w_grief * grief + w_due * due + w_beacon * beacon + w_wish * wish
    return drawn + w_kin * kin + w_bound * bound + w_fear * fear


@rule
def slip_out(grief: float, due: float, beacon: float, wish: float, strictness: float, stealth: float, resolve: float,
             w_grief: float, w_due: float, w_beacon: float, w_wish: float, w_strictness: float, w_stealth: float,
             w_resolve: float) -> float:  # fmt: skip
    """Get out by night of where rules keep one in, for what one would visit: the stricter they are, the less."""
    return (
        w_grief * grief
        + w_due * due
        + w_beacon * beacon
        + w_wish * wish
        + w_strictness * strictness
        + w_stealth * stealth
        + w_resolve * resolve
    )


@rule
def leap(fear: float, hunters: float, cornered: float, risk: float, hunger: float, leaves: float,
         w_fear: float, w_hunters: float, w_cornered: float, w_risk: float, w_hunger: float,
         w_leaves: float) -> float:  # fmt: skip
    """Leap down: the last way out before hunters; for those to whom the height is nothing, a way to go.

    cornered : share of the ways out that are barred, 1 without a refuge;  risk : probability of dying of it
    leaves   : 1 for somebody far stronger than people who is with others
    """
    return (
        w_fear * fear
        + w_hunters * min(hunters, 3.0)
        + w_cornered * cornered
        + w_risk * risk
        + w_hunger * hunger
        + w_leaves * leaves
    )


@rule
def fall_with(held: float, company: float, resolve: float, infected: float, hatred: float,
              w_held: float, w_company: float, w_resolve: float, w_infected: float,
              w_hatred: float) -> float:  # fmt: skip
    """Pull somebody stronger down along: for those near by, or because nothing is left to lose.

    held   : 1 in that one's hold;  hatred : the bond to that one, the other way round
    """
    return (
        w_held * held
        + w_company * min(company, 3.0)
        + w_resolve * resolve
        + w_infected * infected
        + w_hatred * max(hatred, 0.0)
    )


@rule
def light_fire(fear: float, company: float, wish: float, above: float, nearby: float, hammered: float, bound: float,
               w_fear: float, w_company: float, w_wish: float, w_above: float, w_nearby: float, w_hammered: float,
               w_bound: float) -> float:  # fmt: skip
    """Light a fire in the open at night, to sit at with others: where no hunter comes, and for whoever once wished to.

    above : 1 above the ground;  bound : 1 for whoever has set out for it
    """
    return (
        w_fear * fear
        + w_company * min(company, 3.0)
        + w_wish * wish
        + w_above * above
        + w_nearby * nearby
        + w_hammered * min(hammered, 3.0)
        + w_bound * bound
    )


@rule
def bind(bindable_bond: float, fear: float, others: float, strength: float, resolve: float, mindful: float,
         w_bond: float, w_fear: float, w_others: float, w_strength: float, w_resolve: float,
         w_mindful: float) -> float:  # fmt: skip
    """Tie up somebody infected whom one cares for, rather than flee from them or kill them.

    others : hunters in sight beside that one;  mindful : 1 for somebody who has not turned
    """
    return (
        w_bond * max(bindable_bond, 0.0)
        + w_fear * fear
        + w_others * min(others, 3.0)
        + w_strength * strength
        + w_resolve * resolve
        + w_mindful * mindful
    )


@rule
def hold_captive(bound_bond: float, fear: float, hunters: float, nearby: float, underway: float,
                 w_bond: float, w_fear: float, w_hunters: float, w_nearby: float,
                 w_underway: float) -> float:  # fmt: skip
    """Take somebody tied up along to where they can be kept; whoever is on the way goes on."""
    return (
        w_bond * max(bound_bond, 0.0)
        + w_fear * fear
        + w_hunters * min(hunters, 3.0)
        + w_nearby * nearby
        + w_underway * underway
    )


@rule
def revenge(target_bond: float, strength: float, harm: float, resolve: float,
            w_bond: float, w_strength: float, w_harm: float, w_resolve: float) -> float:  # fmt: skip
    """An infected mind turns its strength on the person it hates."""
    return w_bond * max(-target_bond, 0.0) + w_strength * strength + w_harm * min(harm, 3.0) + w_resolve * resolve

"""The authorities of a world: they act on what they are told, late and not on all of it.

`interventions` and `reporting` run them at both ends of a step. Who calls and gets through is in `signals`, what is
made of it in `stock`, when an order is given in `deciding`, its life from there on in `orders`, what each command does
in a file of its own. Nothing here looks at everybody in each step: people are gone through when stock is taken, and
when an order takes effect or ends.
"""

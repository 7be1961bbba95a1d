"""Whether the contacts of a scenario are those that its population needs."""

from collections.abc import Iterator

from hyosan.scenario.complaints import Complaint
from hyosan.scenario.contact_matrix import SETTINGS
from hyosan.scenario.contacts import NOT_GIVEN, Contacts, Meeting


def mixed_contact_faults(contacts: Contacts) -> Iterator[Complaint]:
    """Contacts by age band in a population whose people are all alike."""
    meeting = contacts.community
    if meeting is None:
        return
    if meeting.matrix is not None or meeting.assortativity:
        key = "matrix" if meeting.matrix is not None else "assortativity"
        yield Complaint(("contacts", "community", key), "given for a mixed population", "per_day alone")
    elif meeting.per_day == NOT_GIVEN:
        yield Complaint(("contacts", "community", "per_day"), "missing", "contacts that a person has on a day")


def network_contact_faults(contacts: Contacts) -> Iterator[Complaint]:
    """Contacts beside those of a network."""
    for name in Contacts.model_fields:
        if getattr(contacts, name) is not None:
            yield Complaint(("contacts", name), "given beside a network", "no contacts but those of its edges")


def contact_faults(contacts: Contacts) -> Iterator[Complaint]:
    """A setting without contacts, or without a number of them; matrices of different age bands."""
    if contacts.home is None:
        yield Complaint(("contacts", "home"), "missing", "a table with per_day and source")
    meetings: dict[str, Meeting | None] = {name: getattr(contacts, name) for name in SETTINGS}
    for name, meeting in meetings.items():
        if meeting is None:
            yield Complaint(("contacts", name), "missing", "a table with per_day or matrix, and source")
        elif meeting.matrix is None and meeting.per_day == NOT_GIVEN:
            yield Complaint(("contacts", name, "per_day"), "missing", "contacts by age, or the name of a matrix file")
    matrices = [(name, each.matrix) for name, each in meetings.items() if each is not None and each.matrix is not None]
    for name, matrix in matrices[1:]:
        if matrix.starts != matrices[0][1].starts:
            accepted = f"the age bands of the matrix for {matrices[0][0]}"
            yield Complaint(("contacts", name, "matrix"), "other age bands", accepted)

"""Whom people of a contact network meet: neighbours, each as often as its edge says."""

from hyosan.jit import part
from hyosan.world.network import Network

UNIT = 2.0**-32


@part
def meetings_per_s(i: int, network: Network) -> float:
    """Contacts of person i per s with all neighbours together."""
    end = network.at[i + 1]
    return float(network.reached_per_s[end - 1]) if end > network.at[i] else 0.0


@part
def acquaintance(i: int, word: int, network: Network) -> tuple[int, int]:
    """The neighbour that person i meets, chosen in proportion to how often they meet, and the setting."""
    low, high = network.at[i], network.at[i + 1] - 1
    luck = (word + 0.5) * UNIT * network.reached_per_s[high]
    while low < high:
        middle = (low + high) // 2
        if luck < network.reached_per_s[middle]:
            high = middle
        else:
            low = middle + 1
    return int(network.met[low]), int(network.setting[low])

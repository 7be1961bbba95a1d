"""Detection in a society: whether a case comes to be known, and when."""

from hyosan.jit import part
from hyosan.rules.draw import philox
from hyosan.systems.agenda import NOTHING, put
from hyosan.world.codes import Purpose
from hyosan.world.crowd import LATER, Crowd, CrowdNumbers
from hyosan.world.parameters import QUANTILES

UNIT = 2.0**-32
WORD_BITS = 32
EPISODE_BITS = 16  #: of a word of a key, above the stage
NOT_DETECTED = -1


@part
def report_time(i: int, row: int, since: int, crowd: Crowd, numbers: CrowdNumbers) -> int:
    """When the case of person i is reported by one detection, who enters its state at a time; or NOT_DETECTED."""
    response = numbers.response
    case = crowd.case[i]
    words = philox(
        i, (case.episode << EPISODE_BITS) + case.stage, response.detections[row].key, Purpose.DETECTION,
        numbers.run.seed & 0xFFFFFFFF, numbers.run.seed >> WORD_BITS,
    )  # fmt: skip
    if (words[0] + 0.5) * UNIT >= response.detected[row, crowd.age[i]]:
        return NOT_DETECTED
    return min(since + int(response.delay[row, words[1] * QUANTILES >> WORD_BITS]), LATER - 1)


@part
def detect(i: int, state: int, since: int, crowd: Crowd, numbers: CrowdNumbers) -> None:
    """Person i enters a state: note when the case will be reported, if it will; once for each infection.

    Of several reports on their way the earliest comes out, and it is the only one.
    """
    detections = numbers.response.detections
    for row in range(len(detections)):
        if detections[row].state != state or not detections[row].since <= since < detections[row].until:
            continue
        time = report_time(i, row, since, crowd, numbers)
        watch = crowd.watch[i]
        is_waiting = crowd.report_in[i] != NOTHING
        if time == NOT_DETECTED or time >= numbers.pace.until:
            continue
        if watch.report_at <= time if is_waiting else watch.episode == crowd.case[i].episode:
            continue
        watch.report_at = time
        watch.episode = crowd.case[i].episode
        put(crowd.report_in, i, time, numbers.response.alert.report_step, numbers.pace)

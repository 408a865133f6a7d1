"""What a row is made of."""
import dataclasses
import statistics
from typing import Callable

CONTROL, CONTROL_AGAIN = "bare", "bare-again"


@dataclasses.dataclass(frozen=True)
class Command:
    argv: list
    environment: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Contender:
    """Somebody who does the work of a point.

    `command(stage)` answers what to start, `check(stage, output)` the list of what is wrong afterwards (None: the
    point's own check), `before(stage)` is done unmeasured before each run, `after(stage)` behind it and may answer
    further figures. `program` is what must be there. `signs` is false for those that the verifying pass would refuse.
    """
    name: str
    command: Callable
    program: str | None = None
    signs: bool = True
    check: Callable | None = None
    before: Callable | None = None
    after: Callable | None = None
    rounds_max: int | None = None


@dataclasses.dataclass(frozen=True)
class Point:
    """One size of the work. `seconds` is what a round takes on a quiet machine, about, with all contenders and checks."""
    label: str
    objects: int
    size: int
    contenders: list
    seconds: float
    check: Callable
    key_format: str = "d%03d/k%07d.bin"
    source_options: tuple = ()
    target_options: tuple = ()
    tls: bool = False
    tree: bool = False          # a directory with the source's objects is wanted
    disk: bool = False          # contenders write to a directory
    half: bool = False          # the CPU of the second half is wanted, too
    # "first": an unmeasured pass against servers that check signatures; "always": they check in every run, which costs
    # them little where no payload is sent; "never": another row has shown it
    signatures: str = "first"
    rounds_max: int = 99
    seconds_later: float | None = None  # of a round in which those with `rounds_max` take no part any more
    seconds_max: int = 300      # of one run


@dataclasses.dataclass(frozen=True)
class Goal:
    """A promise: `figure(result)` answers a number, or None where somebody who is needed took no part."""
    text: str
    figure: Callable
    limit: float
    at_most: bool = True
    unit: str = "x"

    def judged(self, result):
        measured = self.figure(result)
        if measured is None:
            return {"text": self.text, "measured": None, "met": None, "unit": self.unit}
        met = measured <= self.limit if self.at_most else measured >= self.limit
        return {"text": self.text, "measured": round(measured, 4), "met": met, "unit": self.unit}


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    title: str
    points: list
    goals: list = dataclasses.field(default_factory=list)
    notes: list = dataclasses.field(default_factory=list)  # what a reader must know
    extras: dict = dataclasses.field(default_factory=dict)  # further figures: name in the runs -> heading
    least_pairs: int = 3  # fewer are not worth a conclusion, unless a budget forces it


# ---- figures of a finished row ----

def spread(values):
    return {"median": round(statistics.median(values), 4), "min": round(min(values), 4), "max": round(max(values), 4)}


def runs_of(result, name, point):
    return result["points"][point]["runs"].get(name, [])


def median_of(name, field, point=0):
    """The median of a figure of one contender."""
    def figure(result):
        values = [run[field] for run in runs_of(result, name, point) if field in run]
        return statistics.median(values) if values else None
    return figure


def largest_of(name, field):
    """The largest figure of one contender over all points."""
    def figure(result):
        values = [run[field] for at in range(len(result["points"])) for run in runs_of(result, name, at)]
        return max(values) if values else None
    return figure


def ratio_of(over, under, field="cpuSeconds", under_field=None, point=0):
    """The median of the ratios within rounds."""
    def figure(result):
        pairs = zip(runs_of(result, over, point), runs_of(result, under, point))
        values = [above[field] / below[under_field or field] for above, below in pairs if field in above]
        return statistics.median(values) if values else None
    return figure


def point_ratio(name, field, over, under):
    """A contender's median at one point by that at another one."""
    def figure(result):
        above, below = median_of(name, field, over)(result), median_of(name, field, under)(result)
        return None if above is None or below is None else above / below
    return figure

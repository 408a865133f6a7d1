#!/usr/bin/env python3
"""Runs rows of the benchmark: whole processes side by side, interleaved, each run checked from outside.

    bench/run.py small large                 # two rows, 7 rounds each
    bench/run.py small --pairs 3 --only bare,bare-again,crossdock
    bench/run.py all --budget 30             # every row, as many rounds as 30 minutes allow
    bench/run.py all --try                   # one round of everything, with little work: does it all go?
    bench/run.py list [--budget 30]          # the rows, with the time that they take
    bench/run.py peers                       # builds the peers that Go can get, and says who is there
    bench/run.py charts                      # draws the charts anew from the results
"""
import argparse
import dataclasses
import datetime
import pathlib
import sys
import time

sys.dont_write_bytecode = True

from harness import budget, charts, results  # noqa: E402
from harness.measure import compare, measure  # noqa: E402
from harness.tools import BENCH, ROOT, build, build_peers, commit, machine  # noqa: E402
from rows import CHARTED, ORDER, ROWS  # noqa: E402

SLOPES = {"memory": "objects", "growth": "size"}


def run_row(row, pairs, only, compiler):
    points, missing = [], {}
    for point in row.points:
        rounds = min(pairs, point.rounds_max)
        if len(row.points) > 1:
            print(f" {point.label}", flush=True)
        runs, commands, absent = measure(point, only, rounds)
        missing |= absent
        points.append({"label": point.label, "objects": point.objects, "size": point.size, "rounds": rounds,
                       "commands": commands, "ratios": compare(runs), "runs": runs})
    result = {"row": row.name, "title": row.title, "date": datetime.date.today().isoformat(), "commit": commit(),
              "machine": machine(), "compiler": compiler, "missing": missing, "notes": row.notes,
              "extras": row.extras, "points": points}
    result["goals"] = [goal.judged(result) for goal in row.goals]
    if row.name in SLOPES and len(points) > 1:
        result["slopes"] = charts.slopes(result, SLOPES[row.name])
    return result


def tried(row):
    """The same row with a fiftieth of the work."""
    def little(point):
        objects = max(point.objects // 50, min(point.objects, 200))
        return dataclasses.replace(point, objects=objects, size=min(point.size, 64 << 20))
    return dataclasses.replace(row, points=[little(point) for point in row.points])


def list_rows(options):
    plan = plan_of([ROWS[name] for name in ORDER], options, None if options.budget is None
                   else time.monotonic() + options.budget * 60)
    for name in ORDER:
        row = ROWS[name]
        if options.budget is not None:
            print(f"{name:18} {plan[name]} rounds, about {budget.seconds_of(row, plan[name]) / 60:4.1f} min")
            continue
        print(f"{name:18} about {budget.seconds_of(row, 7) / 60:5.1f} min with 7 rounds, "
              f"{budget.seconds_of(row, 1) / 60:4.1f} with one: {row.title}")


def rows_of(names, parser):
    chosen = ORDER if not names or names == ["all"] else names
    unknown = [name for name in chosen if name not in ROWS]
    if unknown:
        parser.error(f"unknown row {unknown[0]}; known: all, {', '.join(ORDER)}")
    return [ROWS[name] for name in chosen]


def prepared(rows, options):
    if options.trial:
        options.pairs = 1
        return [tried(row) for row in rows]
    return rows


def options_of(parser):
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"all, list, peers, charts, or of {', '.join(ORDER)}")
    parser.add_argument("--pairs", type=int, default=7, help="rounds at most, in each of which everybody runs once")
    parser.add_argument("--budget", type=float, metavar="MINUTES", help="share that time among the rows")
    parser.add_argument("--try", dest="trial", action="store_true", help="little work, one round, nothing written")
    parser.add_argument("--only", default="", help="contenders, separated by commas")
    parser.add_argument("--results", type=pathlib.Path, default=BENCH / "results")
    return parser.parse_args()


def plan_of(rows, options, deadline):
    if deadline is None:
        return {row.name: options.pairs for row in rows}
    return budget.share(rows, deadline - time.monotonic(), options.pairs)


def measure_rows(rows, options, compiler, without_tls):
    deadline = None if options.budget is None else time.monotonic() + options.budget * 60
    only = [name for name in options.only.split(",") if name]
    for at, row in enumerate(rows):
        pairs = plan_of(rows[at:], options, deadline)[row.name]  # anew each time: estimates are only that
        if without_tls and any(point.tls for point in row.points):
            print(f"{row.name}: left out: {without_tls}")
            continue
        if pairs == 0:
            print(f"{row.name}: left out: the budget does not reach ({budget.seconds_of(row, row.least_pairs):.0f} s)")
            continue
        print(f"{row.name}: {row.title}; {pairs} rounds, about {budget.seconds_of(row, pairs) / 60:.1f} min", flush=True)
        result = run_row(row, pairs, only, compiler)
        if options.trial:
            print("  went through")
            continue
        page = results.write(result, options.results)
        for name, why in result["missing"].items():
            print(f"  without {name}: {why}")
        for point in result["points"]:
            print(f"  {results.verdict(point)}")
        for goal in result["goals"]:
            print(f"  {results.goal_line(goal)}")
        print(f"  -> {page}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options = options_of(parser)
    if options.pairs < 1:
        parser.error("--pairs must be 1 or more")
    if options.rows == ["list"]:
        return list_rows(options)
    if options.rows == ["peers"]:
        return build_peers()
    if options.rows != ["charts"]:
        rows = prepared(rows_of(options.rows, parser), options)
        compiler, without_tls = build()
        measure_rows(rows, options, compiler, without_tls)
    if options.trial:
        return
    for path in charts.draw(options.results, CHARTED):
        print(f"-> {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")


if __name__ == "__main__":
    main()

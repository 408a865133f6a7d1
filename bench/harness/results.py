"""A result as JSON and as a page."""
import json

from harness.model import CONTROL_AGAIN, spread
from harness.tools import BUILT, ROOT

CONTROL_SPREAD_MAX = 0.15


def verdict(point):
    control = next((r["cpu"] for r in point["ratios"] if r["over"] == CONTROL_AGAIN), None)
    if control is None:
        return "No A/A control in this run: no conclusion."
    if max(control["max"] - 1, 1 - control["min"]) > CONTROL_SPREAD_MAX:
        return (f"The A/A control ranges over {control['min']:.2f} to {control['max']:.2f}, more than "
                f"{CONTROL_SPREAD_MAX:.0%} from 1: differences of that order mean nothing here.")
    return f"The A/A control stays within {control['min']:.2f} to {control['max']:.2f}."


def goal_line(goal):
    if goal["measured"] is None:
        return f"Goal: {goal['text']}. Not measured: somebody who is needed for it took no part."
    figure = goal["measured"]
    digits = 2 if figure < 100 else 0
    if goal["unit"] == " s":
        digits = 3
    return f"Goal: {goal['text']}. Measured {figure:.{digits}f}{goal['unit']}: {'met' if goal['met'] else 'MISSED'}."


def per_object(cpu, point):
    return f"{cpu * 1e6 / point['objects']:.1f}"


def per_gigabyte(cpu, point):
    bytes_copied = point["objects"] * point["size"]
    return f"{cpu * 1e9 / bytes_copied:.3f}" if point["size"] >= 4096 else "-"


def point_lines(point, extras):
    lines = ["| whole process, median [min-max] | runs | CPU s | us per object | CPU s per GB | wall s | RSS MiB | load |",
             "|---|---|---|---|---|---|---|---|"]
    for name, runs in point["runs"].items():
        if not runs:
            continue
        cpu, wall, rss, load = (spread([run[field] for run in runs])
                                for field in ("cpuSeconds", "wallSeconds", "rssMiB", "load"))
        lines.append(f"| {name} | {len(runs)} | {cpu['median']:.3f} [{cpu['min']:.3f}-{cpu['max']:.3f}] "
                     f"| {per_object(cpu['median'], point)} | {per_gigabyte(cpu['median'], point)} "
                     f"| {wall['median']:.3f} [{wall['min']:.3f}-{wall['max']:.3f}] "
                     f"| {rss['median']:.0f} [{rss['min']:.0f}-{rss['max']:.0f}] | {load['min']}-{load['max']} |")
    lines += ["", *extra_lines(point, extras), "| ratio per round, median [min-max] | CPU | wall |", "|---|---|---|"]
    for ratio in point["ratios"]:
        cpu, wall = ratio["cpu"], ratio["wall"]
        lines.append(f"| {ratio['over']} / {ratio['under']} | {cpu['median']:.2f} [{cpu['min']:.2f}-{cpu['max']:.2f}] "
                     f"| {wall['median']:.2f} [{wall['min']:.2f}-{wall['max']:.2f}] |")
    return lines + ["", verdict(point), ""]


def extra_lines(point, extras):
    if not extras:
        return []
    lines = ["| median [min-max] | " + " | ".join(extras.values()) + " |", "|---" * (len(extras) + 1) + "|"]
    for name, runs in point["runs"].items():
        values = [[run[field] for run in runs if field in run] for field in extras]
        if any(values):
            shown = [spread(each) if each else None for each in values]
            lines.append(f"| {name} | " + " | ".join(
                f"{v['median']:g} [{v['min']:g}-{v['max']:g}]" if v else "-" for v in shown) + " |")
    return [*lines, ""]


def command_lines(point):
    lines = []
    for name, how in point["commands"].items():
        settings = " ".join(f"{key}={value}" for key, value in how["environment"].items())
        lines.append(f"- {name}: `{settings + ' ' if settings else ''}{' '.join(how['command'])}`")
    return lines


def slope_lines(result):
    """How steeply figures rise from the first point to the last one, as exponents: 1 is proportional, 0 is flat."""
    return [f"- {slope['name']}, {slope['what']}: exponent {slope['exponent']:.2f} over the whole range, "
            f"{slope['last']:.2f} between the last two points" for slope in result.get("slopes", [])]


def markdown(result):
    lines = [f"# {result['title']}", "", f"{result['date']}, commit {result['commit']}", ""]
    lines += [f"- {name}: {value}" for name, value in result["machine"].items() if value]
    lines += [f"- rounds: {', '.join(str(p['rounds']) for p in result['points'])}; built with `{result['compiler']}`", ""]
    for point in result["points"]:
        if len(result["points"]) > 1:
            lines += [f"## {point['label']}", ""]
        lines += point_lines(point, result["extras"])
    lines += [goal_line(goal) for goal in result["goals"]]
    lines += ["", *slope_lines(result), ""] if result.get("slopes") else [""]
    lines += [*result["notes"], "", "Every run was checked from outside after it had ended; no run was left out.", "",
              f"Commands{' of the last point' if len(result['points']) > 1 else ''} (ports and folders differ):", ""]
    lines += command_lines(result["points"][-1])
    lines += [f"- without {name}: {why}" for name, why in result["missing"].items()]
    lines += ["", "Requests in the last round:", ""]
    lines += [f"- {point['label']}, {name}: {json.dumps(runs[-1]['requests'])}"
              for point in result["points"] for name, runs in point["runs"].items() if runs]
    return "\n".join(lines) + "\n"


def without_paths(text):
    """No path of the machine that measured belongs in the results."""
    return text.replace(f"{BUILT}/", "bench/target/").replace(f"{ROOT}/", "./")


def write(result, folder):
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / f"{result['date']}-{result['row']}"
    base.with_suffix(".json").write_text(without_paths(json.dumps(result, indent=1)) + "\n")
    page = base.with_suffix(".md")
    page.write_text(without_paths(markdown(result)))
    return page

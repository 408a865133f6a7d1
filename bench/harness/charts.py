"""Draws the charts of the README as SVG, from the newest result of each row."""
import html
import json
import math
import statistics

WIDTH, LEFT, TOP, BAR, GAP = 860, 190, 64, 18, 26
BAR_MAX = 12  # times crossdock
COLORS = {"bare": "#9aa5b1", "crossdock": "#1a7f4b", "rclone": "#d9822b", "s5cmd": "#8f5fbf", "mc": "#c4473a",
          "aws": "#b3902d"}
BACKGROUND, INK, FAINT = "#ffffff", "#1f2933", "#d5dae0"


def newest(folder):
    """Row name -> result, the latest by date."""
    found = {}
    for path in sorted(folder.glob("????-??-??-*.json")):
        result = json.loads(path.read_text())
        if "points" in result:  # pages of an older form have none
            found[result["row"]] = result
    return found


def median(runs, field):
    values = [run[field] for run in runs if field in run]
    return statistics.median(values) if values else None


def text(x, y, content, *, anchor="start", size=13, weight="normal", color=INK):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
            f'fill="{color}">{html.escape(content)}</text>')


def document(height, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'font-family="system-ui, sans-serif"><rect width="100%" height="100%" fill="{BACKGROUND}"/>'
            + "".join(parts) + "</svg>\n")


def color_of(name):
    return next((color for start, color in COLORS.items() if name.startswith(start)), "#52606d")


def shown(value):
    return f"{value:.0f}x" if value >= 10 else f"{value:.1f}x" if value >= 0.1 else f"{value:.1g}x"


# ---- bars ----

def bars(results, rows):
    """CPU by that of crossdock, one row of the bench after the other; a longer bar than fits ends in an arrow."""
    groups = []
    for name in rows:
        runs = results[name]["points"][0]["runs"] if name in results else {}
        medians = {who: median(runs[who], "cpuSeconds") for who in runs if who != "bare-again"}
        medians = {who: value for who, value in medians.items() if value}
        if medians.get("crossdock") and len(medians) > 1:
            groups.append((name, {who: value / medians["crossdock"] for who, value in medians.items()}))
    if not groups:
        return None
    largest = max(value for _, each in groups for value in each.values())
    scale = (WIDTH - LEFT - 150) / min(largest, BAR_MAX)
    one, y = LEFT + scale, TOP
    parts = [text(16, 26, "CPU of the whole process, by that of crossdock", size=17, weight="bold"),
             text(16, 46, "median per row; bare is the socket pipe in C that does nothing else", size=12)]
    for name, each in groups:
        y += GAP / 2
        parts.append(text(16, y + 12, name, weight="bold"))
        for who, value in each.items():
            end = LEFT + min(value, BAR_MAX) * scale
            parts.append(f'<rect x="{LEFT}" y="{y:.1f}" width="{end - LEFT:.1f}" height="{BAR - 3}" '
                         f'fill="{color_of(who)}"/>')
            arrow = " \u2192" if value > BAR_MAX else ""
            parts.append(text(end + 6, y + 12, f"{arrow} {who} {shown(value)}".strip(), size=12))
            y += BAR
    parts.insert(2, f'<line x1="{one:.1f}" x2="{one:.1f}" y1="{TOP}" y2="{y + 4:.0f}" stroke="{FAINT}"/>')
    return document(round(y + 24), parts)


# ---- lines: a figure against a size, both logarithmic ----

def series(result, x_name, field, transform=None):
    """Name -> list of (x, y) over the points of a row."""
    lines = {}
    for point in result["points"]:
        for name, runs in point["runs"].items():
            value = median(runs, field)
            if name != "bare-again" and value:
                lines.setdefault(name, []).append((point[x_name], transform(value, point) if transform else value))
    return {name: line for name, line in lines.items() if len(line) > 1}


def exponent(line):
    """Slope of the least-squares line through the logarithms."""
    xs, ys = [math.log(x) for x, _ in line], [math.log(y) for _, y in line]
    x_mean, y_mean = statistics.mean(xs), statistics.mean(ys)
    return (sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys)) / sum((x - x_mean) ** 2 for x in xs))


def short(value):
    for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"


def bytes_of(value):
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if value >= size:
            return f"{value / size:g} {unit}"
    return f"{value:g} B"


def lines_chart(title, subtitle, lines, x_label, y_label, x_text=short):
    if not lines:
        return None
    height, bottom, right = 400, 340, WIDTH - 230
    xs = sorted({x for line in lines.values() for x, _ in line})
    ys = [y for line in lines.values() for _, y in line]
    y_low, y_high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys) * 1.01))

    def x_of(x):
        return 80 + (math.log(x) - math.log(xs[0])) / (math.log(xs[-1]) - math.log(xs[0])) * (right - 80)

    def y_of(y):
        return bottom - (math.log10(y) - y_low) / (y_high - y_low) * (bottom - TOP)
    parts = [text(16, 26, title, size=17, weight="bold"), text(16, 46, f"{y_label}; {subtitle}", size=12),
             text((80 + right) / 2, bottom + 44, x_label, anchor="middle", size=12)]
    for power in range(y_low, y_high + 1):
        y = y_of(10 ** power)
        parts.append(f'<line x1="80" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{FAINT}"/>')
        parts.append(text(72, y + 4, f"{10 ** power:g}", anchor="end", size=12))
    parts += [text(x_of(x), bottom + 20, x_text(x), anchor="middle", size=12) for x in xs]
    placed = []
    for name, line in sorted(lines.items(), key=lambda item: -item[1][-1][1]):
        color = color_of(name)
        joined = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in line)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{color}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3.5" fill="{color}"/>' for x, y in line]
        label_y = y_of(line[-1][1]) + 4
        while any(abs(label_y - other) < 16 for other in placed):
            label_y += 16
        placed.append(label_y)
        parts.append(text(right + 14, label_y, f"{name} (slope {exponent(line):.2f})", size=13, color=color))
    return document(height, parts)


def slopes(result, x_name):
    """For the page: exponents of CPU and memory of everybody, over all points and between the last two."""
    told = []
    for field, what in (("cpuSeconds", "CPU"), ("rssMiB", "memory")):
        for name, line in series(result, x_name, field).items():
            told.append({"name": name, "what": what, "exponent": round(exponent(line), 3),
                         "last": round(exponent(line[-2:]), 3)})
    return told


def draw(folder, rows):
    """Writes what the results allow; answers the paths."""
    results, written = newest(folder), []
    charts = {"cpu": bars(results, rows)}
    if "memory" in results:
        memory = results["memory"]
        charts["count-cpu"] = lines_chart(
            "CPU against the number of objects", "sync of unchanged objects, whole process; slope 1 is proportional",
            series(memory, "objects", "cpuSeconds"), "objects", "CPU s")
        charts["count-memory"] = lines_chart(
            "Memory against the number of objects", "sync of unchanged objects, peak resident; slope 0 is flat",
            series(memory, "objects", "rssMiB"), "objects", "MiB")
    if "growth" in results:
        growth = results["growth"]
        charts["size-cpu"] = lines_chart(
            "CPU per GB against the size of objects", "512 MiB in objects of that size, S3 to S3, whole process",
            series(growth, "size", "cpuSeconds", lambda cpu, point: cpu * 1e9 / (point["objects"] * point["size"])),
            "size of an object", "CPU s per GB", bytes_of)
        charts["size-memory"] = lines_chart(
            "Memory against the size of objects", "512 MiB in objects of that size, S3 to S3, peak resident",
            series(growth, "size", "rssMiB"), "size of an object", "MiB", bytes_of)
    for name, drawing in charts.items():
        if drawing is not None:
            path = folder / f"chart-{name}.svg"
            path.write_text(drawing)
            written.append(path)
    return written

"""How many rounds each row gets."""
OVERHEAD_SECONDS = 4  # of a point: servers, trees, the page


def seconds_of(row, pairs):
    """About; the unmeasured pass counts as a round."""
    total = 0
    for point in row.points:
        rounds = min(pairs, point.rounds_max)
        slow = min([contender.rounds_max for contender in point.contenders if contender.rounds_max] + [rounds, rounds])
        later = point.seconds if point.seconds_later is None else point.seconds_later
        total += slow * point.seconds + (rounds - slow) * later + OVERHEAD_SECONDS
        total += point.seconds if point.signatures == "first" else 0
    return total


def share(rows, seconds, pairs):
    """Row name -> rounds, at most `pairs`; a row gets none (0) when not even its least fits behind those before it."""
    plan, left = {row.name: 0 for row in rows}, seconds
    for row in rows:
        least = min(row.least_pairs, pairs)
        cost = seconds_of(row, least)
        if cost <= left:
            plan[row.name] = least
            left -= cost
    while True:  # the cheapest round first: short rows get all of theirs before long ones get more than the least
        wanted = [(seconds_of(row, plan[row.name] + 1) - seconds_of(row, plan[row.name]), row.name) for row in rows
                  if 0 < plan[row.name] < pairs]
        affordable = [each for each in wanted if 0 < each[0] <= left]
        if not affordable:
            return plan
        cost, name = min(affordable)
        plan[name] += 1
        left -= cost

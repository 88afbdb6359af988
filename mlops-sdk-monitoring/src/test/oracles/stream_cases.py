"""Oracles for the stream detectors, from river.

    python src/test/oracles/stream_cases.py src/test/resources/org/mlopssdk/monitoring/stream

writes adwin_cases.csv, page_hinkley_cases.csv and ddm_cases.csv, separator |. A stream is given by a seed, a kind, a shape
and a length; its values are made here and in StreamCase.java by the same linear congruential generator, without any function
of a mathematical library. Expected are the indices of all drifts (and of the first ten warnings, with their number),
the sum of the estimates after each value, and what is estimated at the end.

river's ADWIN forgets its window after a drift; that the window may be kept is checked against the class beneath it, which does.
"""

import sys

import river
from river._river_rust.drift import AdaptiveWindowing
from river.drift import ADWIN, PageHinkley
from river.drift.binary import DDM

SHAPES = ["none", "step", "down", "gradual", "twice", "constant"]
MASK = 2**64 - 1


def uniforms(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        yield (state >> 11) * 2.0**-53


def level(shape, t):
    """From 0 to 1: how far the stream has changed at the share t of its length."""
    if shape == "step":
        return 0.0 if t < 0.5 else 1.0
    if shape == "down":
        return 1.0 if t < 0.5 else 0.0
    if shape == "gradual":
        return min(max((t - 0.25) * 2.0, 0.0), 1.0)
    if shape == "twice":
        return 1.0 if 0.3 <= t < 0.6 else 0.0
    return 0.0


def stream(seed, kind, shape, length):
    numbers = uniforms(seed)
    base, change, scale = next(numbers), next(numbers), next(numbers)
    for i in range(length):
        at = level(shape, i / length)
        if shape == "constant":
            yield 1.0 if kind == "binary" and base < 0.5 else 0.0 if kind == "binary" else base
        elif kind == "binary":
            yield 1.0 if next(numbers) < 0.05 + 0.3 * base + (0.1 + 0.5 * change) * at else 0.0
        else:
            # No sum(): since Python 3.12 it is compensated.
            bell = next(numbers) + next(numbers) + next(numbers) + next(numbers) - 2.0
            yield 10.0 * base + (0.2 + 2.0 * scale) * (bell + 3.0 * change * at)


def streams(kinds, count):
    for seed in range(count):
        kind = kinds[seed % len(kinds)]
        yield seed, kind, SHAPES[seed // len(kinds) % len(SHAPES)], 400 + 37 * (seed * seed % 61)


def number(value):
    return repr(float(value))


def joined(values):
    return " ".join(str(v) for v in values)


def pick(seed, *choices):
    """Defaults for half of the streams, the other choices in turn."""
    return choices[0] if seed % 2 == 0 else choices[seed // 2 % len(choices)]


def adwin(seed, kind, shape, length):
    delta = pick(seed, 0.002, 0.05, 0.3, 1e-6)
    clock = pick(seed, 32, 1, 7)
    buckets = pick(seed, 5, 2, 17, 3, 50)
    window = pick(seed, 5, 1, 30)
    grace = pick(seed, 10, 0, 200, 50)
    keeps = seed % 3 == 2
    settings = dict(delta=delta, clock=clock, max_buckets=buckets, min_window_length=window, grace_period=grace)
    core = AdaptiveWindowing(**settings)
    detector = ADWIN(**settings)
    drifts, total = [], 0.0
    for i, x in enumerate(stream(seed, kind, shape, length)):
        if keeps:
            drift = core.update(x)
            total += core.get_total() / core.get_width()
        else:
            detector.update(x)
            drift = detector.drift_detected
            total += detector.estimation
        if drift:
            drifts.append(i)
    end = core if keeps else detector._helper
    return [number(delta), clock, buckets, window, grace, keeps, joined(drifts), number(total),
            number(end.get_total() / end.get_width()), int(end.get_width()), number(end.get_variance() / end.get_width())]


def page_hinkley(seed, kind, shape, length):
    least = pick(seed, 30, 1, 100)
    delta = pick(seed, 0.005, 0.0, 0.1)
    threshold = pick(seed, 50.0, 5.0, 20.0, 1.0)
    alpha = pick(seed, 1 - 0.0001, 1.0, 0.99)
    mode = pick(seed, "both", "up", "down")
    detector = PageHinkley(min_instances=least, delta=delta, threshold=threshold, alpha=alpha, mode=mode)
    drifts, total = [], 0.0
    for i, x in enumerate(stream(seed, kind, shape, length)):
        detector.update(x)
        total += detector._x_mean.get()
        if detector.drift_detected:
            drifts.append(i)
    return [least, number(delta), number(threshold), number(alpha), mode, joined(drifts), number(total),
            number(detector._x_mean.get()), number(detector._sum_increase - detector._min_increase),
            number(detector._max_decrease - detector._sum_decrease)]


def ddm(seed, kind, shape, length):
    warm = pick(seed, 30, 5, 100)
    warning, drift = pick(seed, (2.0, 3.0), (1.0, 2.5), (2.5, 2.5))
    detector = DDM(warm_start=warm, warning_threshold=warning, drift_threshold=drift)
    drifts, warnings, total = [], [], 0.0
    for i, x in enumerate(stream(seed, kind, shape, length)):
        detector.update(x)
        total += detector._p.get()
        if detector.drift_detected:
            drifts.append(i)
        if detector.warning_detected:
            warnings.append(i)
    lowest = "nan" if detector._p_min is None else number(detector._p_min)
    return [warm, number(warning), number(drift), joined(drifts), joined(warnings[:10]), len(warnings), number(total),
            number(detector._p.get()), lowest]


def write(folder, name, header, kinds, count, oracle):
    drifting = 0
    with open(f"{folder}/{name}_cases.csv", "w", encoding="utf-8", newline="\n") as out:
        print(f"# Written by src/test/oracles/stream_cases.py with river {river.__version__}", file=out)
        print("seed|kind|shape|length|" + header, file=out)
        for case in streams(kinds, count):
            row = oracle(*case)
            drifting += row[header.split("|").index("drifts")] != ""
            print("|".join(str(v) for v in [*case, *row]), file=out)
    print(f"{name}: {count} streams, {drifting} with drifts")


folder = sys.argv[1]
write(folder, "adwin", "delta|clock|buckets|minWindow|grace|keeps|drifts|sum|mean|width|variance",
      ["binary", "real"], 300, adwin)
write(folder, "page_hinkley", "minValues|delta|threshold|alpha|direction|drifts|sum|mean|rise|fall",
      ["binary", "real"], 300, page_hinkley)
write(folder, "ddm", "warmUp|warning|drift|drifts|warnings|warningCount|sum|rate|lowest",
      ["binary"], 240, ddm)

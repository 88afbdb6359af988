"""Oracles for bins, the population stability index, distances of counts, chi-square and Benjamini-Hochberg, from NumPy and SciPy.

    python src/test/oracles/comparison_cases.py src/test/resources/org/mlopssdk/monitoring/statistic

writes bins_cases.csv, counts_cases.csv and bh_cases.csv. Separator |, lists separated by blanks.

quantile bins:    numpy.unique(numpy.quantile(reference, numpy.linspace(0, 1, bins + 1))), outer edges replaced by infinities
equal-width bins: numpy.histogram(reference, bins); the current sample clipped into the reference's range
psi:              sum((r - c) * ln(r / c)) with shares of 0 replaced by 1e-4
js:               scipy.spatial.distance.jensenshannon(r, c, base=2), recomputed with 50 digits: it cancels for small distances
hellinger:        sqrt(sum((sqrt(r) - sqrt(c))**2) / 2)
tv:               sum(|r - c|) / 2
chi2:             scipy.stats.chi2_contingency([x, y] without cells empty in both, correction=False)
bh:               scipy.stats.false_discovery_control(p, method='bh')
"""

import sys
from decimal import Decimal, getcontext

import numpy as np
import scipy
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency, false_discovery_control

random = np.random.default_rng(20261102)
getcontext().prec = 50


def joined(values):
    return " ".join(repr(v) for v in np.asarray(values).tolist())


def psi(reference, current):
    r, c = reference / reference.sum(), current / current.sum()
    r, c = np.where(r == 0, 1e-4, r), np.where(c == 0, 1e-4, c)
    return float(np.sum((r - c) * np.log(r / c)))


def samples():
    yield random.normal(0, 1, 50), random.normal(0.5, 1, 40), 10
    yield random.normal(0, 1, 101), random.normal(0, 2, 33), 10
    yield np.round(random.normal(0, 1, 60), 1) + 0.0, np.round(random.normal(0, 1, 60), 1) + 0.0, 10
    yield random.integers(0, 4, 80).astype(float), random.integers(0, 6, 30).astype(float), 10
    yield random.exponential(3, 77), random.exponential(4, 20), 7
    yield np.array([3.0, 3.0, 3.0, 5.0]), np.array([4.0, 5.0, 9.0]), 4
    yield np.array([0.1, 0.2]), np.array([0.15]), 10
    yield random.uniform(-1e300, 1e300, 30) / 4, random.uniform(-1e300, 1e300, 30), 5
    yield random.lognormal(0, 3, 90), random.lognormal(0, 3, 90), 20
    yield np.arange(1.0, 12.0), np.arange(-3.0, 20.0, 0.7), 3
    yield np.concatenate([np.zeros(70), random.uniform(0, 1, 30)]), random.uniform(-1, 1, 25), 10
    yield random.normal(1e9, 1e-3, 64), random.normal(1e9, 1e-3, 64), 2


def write_bins(path):
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/comparison_cases.py with NumPy {np.__version__}\n")
        out.write("kind|bins|reference|current|edges|referenceCounts|currentCounts|psi\n")
        for reference, current, bins in samples():
            edges = np.unique(np.quantile(reference, np.linspace(0, 1, bins + 1)))
            edges[0], edges[-1] = -np.inf, np.inf
            row("quantile", bins, reference, current, edges, np.histogram(reference, edges)[0], np.histogram(current, edges)[0], out)
            counts, edges = np.histogram(reference, bins)
            clipped = np.clip(current, reference.min(), reference.max())
            row("equal-width", bins, reference, current, edges, counts, np.histogram(clipped, edges)[0], out)


def row(kind, bins, reference, current, edges, r, c, out):
    out.write("|".join([kind, str(bins), joined(reference), joined(current), joined(edges), joined(r), joined(c), repr(psi(r, c))]) + "\n")


def jensen_shannon(x, y):
    n, m = Decimal(int(x.sum())), Decimal(int(y.sum()))
    total = Decimal(0)
    for a, b in zip(x.tolist(), y.tolist()):
        r, c = a / n, b / m
        total += sum(s * (2 * s / (r + c)).ln() for s in (r, c) if s)
    value = float((total / 2 / Decimal(2).ln()).sqrt())
    assert abs(value - jensenshannon(x / x.sum(), y / y.sum(), base=2)) < 1e-7
    return value


def counts():
    yield [60, 40], [45, 55]
    yield [10, 0, 5], [0, 7, 5]
    yield [5, 0, 0], [0, 3, 4]
    yield [7], [9]
    yield [3, 3, 3, 3], [3, 3, 3, 3]
    yield [1, 0, 2, 0, 9], [4, 0, 0, 0, 1]
    yield [10**9, 10**9 + 10**5], [10**9 + 10**5, 10**9]
    yield [4_000_000_000_000, 1], [3_999_999_999_000, 1001]
    for k in (2, 5, 12, 40, 187):
        yield random.integers(0, 100, k).tolist(), random.integers(0, 60, k).tolist()
        yield random.poisson(1.5, k).tolist(), (random.poisson(1.5, k) + 1).tolist()


def write_counts(path):
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/comparison_cases.py with SciPy {scipy.__version__}\n")
        out.write("reference|current|psi|js|hellinger|tv|chi2|df|p\n")
        for x, y in counts():
            x, y = np.array(x), np.array(y)
            r, c = x / x.sum(), y / y.sum()
            chi2 = chi2_contingency(np.array([x, y])[:, x + y > 0], correction=False)
            values = [psi(x, y), jensen_shannon(x, y), np.sqrt(np.sum((np.sqrt(r) - np.sqrt(c)) ** 2) / 2),
                      np.sum(np.abs(r - c)) / 2, chi2.statistic]
            out.write("|".join([joined(x), joined(y)] + [repr(float(v)) for v in values] + [str(chi2.dof), repr(float(chi2.pvalue))]) + "\n")


def write_bh(path):
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/comparison_cases.py with SciPy {scipy.__version__}\n")
        out.write("p|adjusted\n")
        cases = [[0.01], [1.0, 0.0], [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.04, 0.03, 0.02, 0.01], [0.5] * 4,
                 [0.0001, 0.9, 0.012, 0.03, 0.011], [1e-300, 1e-200, 0.2, 1.0], [0.9, 0.95, 1.0]]
        cases += [random.uniform(0, 1, n) ** 3 for n in (7, 23, 100)]
        for p in cases:
            out.write(joined(p) + "|" + joined(false_discovery_control(p, method="bh")) + "\n")


if __name__ == "__main__":
    write_bins(sys.argv[1] + "/bins_cases.csv")
    write_counts(sys.argv[1] + "/counts_cases.csv")
    write_bh(sys.argv[1] + "/bh_cases.csv")

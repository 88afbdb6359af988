"""Oracles for the divergences, tests and distances of two samples, from SciPy, and from exact arithmetic where SciPy loses digits.

    python src/test/oracles/family_cases.py src/test/resources/org/mlopssdk/monitoring/statistic

writes divergence_cases.csv, distance_cases.csv and proportion_cases.csv. Separator |, lists separated by blanks.
Every number that is computed here in exact fractions or with 50 digits is held against SciPy's before it is written.

divergence_cases (counts of two samples over the same cells)
psiExpected:  sum over bins and hypergeometric counts of P(count) * contribution, in 50 digits; nan above 60 values a bin
psiP:         chi2.sf(psi / (1/n + 1/m), B - 1), B bins that are not empty in both samples
js:           divergence in bits: scipy.spatial.distance.jensenshannon(r, c, base=2)**2
linf:         scipy.spatial.distance.chebyshev(r, c)
kl, klBack:   scipy.stats.entropy(r, c), scipy.stats.entropy(c, r)
g, gP:        scipy.stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
pooled:       indices of the cells pooled below 5 expected; pooledChi2, pooledDf, pooledP of the table with one cell of them
v:            scipy.stats.contingency.association(table, method="cramer"); vCorrected: Bergsma (2013), formula

distance_cases (samples)
w1:           scipy.stats.wasserstein_distance;  deviation: numpy.std;  quartiles: numpy.quantile(x, [.25, .75]) difference / 1.349
energy:       scipy.stats.energy_distance
u, asymptotic: scipy.stats.mannwhitneyu(x, y, method="asymptotic")
exact:        the law of U given the ties, by counting subsets by their sum of midranks in integers; scipy's method="exact" where
              there are no ties; itertools.combinations where there are at most 3,000 of them; nan above 2,500 pairs
less, greater, exactLess, exactGreater: the same with alternative="less" and "greater"

proportion_cases (x of n against y of m)
z, pZ:        root of scipy.stats.chi2_contingency(table, correction=False)
fisher:       scipy.stats.fisher_exact, in exact fractions up to 40,000 tables
low, high:    Newcombe's method 10 from the Wilson intervals, confidence 0.95
zLess, zGreater: scipy.stats.norm.cdf(z) and .sf(z) of the signed z, positive where x of n is the larger share
fisherLess, fisherGreater: scipy.stats.fisher_exact(table, alternative=...), in exact fractions up to 40,000 tables
wilson, clopper: of x in n at 0.99; scipy.stats.binomtest(x, n).proportion_ci(0.99, method="wilson"), scipy.stats.beta.ppf
"""

import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import chebyshev, jensenshannon

random = np.random.default_rng(20261122)
getcontext().prec = 50
EPSILON = Decimal("0.0001")


def joined(values):
    return " ".join(repr(v) for v in np.asarray(values).tolist())


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def agree(ours, scipys, rtol=1e-9, atol=1e-13):
    """A number from exact arithmetic, which SciPy's confirms."""
    ours = float(ours)
    assert ours == scipys or np.isclose(ours, scipys, rtol=rtol, atol=atol), (ours, scipys)
    return ours


def write(path, columns, rows):
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/family_cases.py with SciPy {scipy.__version__}\n")
        out.write("|".join(columns) + "\n")
        for row in rows:
            out.write("|".join(v if isinstance(v, str) else str(v) if isinstance(v, int) else repr(float(v)) for v in row) + "\n")


# ---- counts


def count_pairs():
    yield [428, 425, 414, 427, 440, 447, 380, 386, 444, 386], [426, 437, 429, 391, 469, 433, 360, 443, 371, 418]
    yield [1], [1]
    yield [1, 0], [0, 1]
    yield [1, 0], [1, 0]
    yield [0, 1, 0], [3, 5, 0]
    yield [770, 230], [100, 900]
    yield [7700, 2300], [1000, 9000]
    yield [3, 0, 0, 9], [0, 0, 4, 0]
    yield [10**12, 10**12 + 1], [10**12 + 1, 10**12]
    yield [10**9, 10**9 + 10**4, 5], [10**9 + 10**4, 10**9, 7]
    yield [2**40, 1, 0], [2**40, 0, 1]
    yield [50_000, 50_000], [48_000, 52_100]
    yield [600, 400], [60, 940]
    yield [5, 5, 5, 5, 5, 5, 100], [5, 5, 5, 5, 5, 5, 100]
    yield [4, 4, 4, 4, 100], [1, 2, 3, 4, 100]
    yield [1, 1, 1, 50, 50, 50], [0, 0, 0, 40, 50, 60]
    yield [1] * 30, [1] * 30
    yield [1] * 20 + [0] * 20, [0] * 20 + [1] * 20
    for k in (2, 3, 5, 10, 11, 30, 80):
        for total in (1, 4, 12, 40, 300, 5000, 200_000):
            shares = random.dirichlet(np.ones(k))
            drifted = shares * random.lognormal(0, 0.4, k)
            n, m = int(random.integers(1, total + 1)), int(random.integers(1, total + 1))
            yield random.multinomial(n, shares).tolist(), random.multinomial(m, shares).tolist()
            yield random.multinomial(total, shares).tolist(), random.multinomial(m, drifted / drifted.sum()).tolist()
            yield random.multinomial(n, shares).tolist(), random.multinomial(total, random.dirichlet(np.ones(k) / 2)).tolist()
            yield random.multinomial(total, shares).tolist(), random.multinomial(total, shares * 0.999 + 0.001 / k).tolist()


def contribution(x, n, y, m):
    if x == 0 and y == 0:
        return Decimal(0)
    r = Decimal(x) / n if x else EPSILON
    c = Decimal(y) / m if y else EPSILON
    return (r - c) * (r / c).ln()


def psi_expected(x, n, y, m):
    if max(a + b for a, b in zip(x, y)) > 60:
        return float("nan")
    total = Decimal(0)
    for s in (a + b for a, b in zip(x, y)):
        if s:
            ways = {k: comb(s, k) * comb(n + m - s, n - k) for k in range(max(0, s - m), min(s, n) + 1)}
            total += sum(w * contribution(k, n, s - k, m) for k, w in ways.items()) / sum(ways.values())
    return float(total)


def entropy(p, q):
    """sum p ln(p/q) of fractions"""
    if any(a and not b for a, b in zip(p, q)):
        return Decimal("Infinity")
    return sum((decimal(a) * (decimal(a) / decimal(b)).ln() for a, b in zip(p, q) if a), Decimal(0))


def chi2_of(x, y):
    n, m = sum(x), sum(y)
    return sum((Fraction((a * m - b * n) ** 2, n * m * (a + b)) for a, b in zip(x, y) if a + b), Fraction(0))


def survival(statistic, df):
    return float(stats.chi2.sf(float(statistic), df)) if df else 1.0


def pooled(x, y, least=5):
    """the cells of which fewer than least are expected in the smaller sample, and the next larger until they suffice together"""
    share = Fraction(min(sum(x), sum(y)), sum(x) + sum(y))
    sizes = sorted({a + b for a, b in zip(x, y) if a + b})
    cells = lambda limit: [i for i, (a, b) in enumerate(zip(x, y)) if 0 < a + b <= limit]
    limit = max([s for s in sizes if s * share < least], default=0)
    while limit and sum(x[i] + y[i] for i in cells(limit)) * share < least and limit < sizes[-1]:
        limit = min(s for s in sizes if s > limit)
    small = cells(limit)
    return small if len(small) > 1 else []


def divergences():
    for x, y in count_pairs():
        n, m = sum(x), sum(y)
        r, c = [Fraction(a, n) for a in x], [Fraction(b, m) for b in y]
        fr, fc = np.array(x) / n, np.array(y) / m
        occupied = [i for i in range(len(x)) if x[i] + y[i]]
        df = len(occupied) - 1
        table = np.array([x, y])[:, occupied]
        psi = sum((contribution(a, n, b, m) for a, b in zip(x, y)), Decimal(0))
        half = [(a + b) / 2 for a, b in zip(r, c)]
        js = (entropy(r, half) + entropy(c, half)) / 2 / Decimal(2).ln()
        hellinger = (sum(((decimal(a).sqrt() - decimal(b).sqrt()) ** 2 for a, b in zip(r, c)), Decimal(0)) / 2).sqrt()
        variation = sum(abs(a - b) for a, b in zip(r, c)) / 2
        largest = max(abs(a - b) for a, b in zip(r, c))
        chi2 = chi2_of(x, y)
        both = [Fraction(a + b, n + m) for a, b in zip(x, y)]
        g = 2 * (n * entropy(r, both) + m * entropy(c, both))
        if df:
            contingency = stats.chi2_contingency(table, correction=False)
            agree(chi2, contingency.statistic, 1e-7, 1e-6)
            agree(survival(chi2, df), contingency.pvalue, 1e-5)
            agree(g, stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic, 1e-6, 1e-2 if n > 10**8 else 1e-6)
        small = pooled(x, y)
        rest = [i for i in occupied if i not in small]
        px = [x[i] for i in rest] + ([sum(x[i] for i in small)] if small else [])
        py = [y[i] for i in rest] + ([sum(y[i] for i in small)] if small else [])
        pooled_chi2 = chi2_of(px, py)
        v = (decimal(chi2) / (n + m)).sqrt()
        if df:
            agree(v, stats.contingency.association(table, method="cramer"), 1e-7, 1e-7)
        others = n + m - 1
        excess = decimal(chi2) / (n + m) - Decimal(df) / others
        room = min(df - Decimal(df * df) / others, 1 - Decimal(1) / others)
        corrected = (excess / room).sqrt() if excess > 0 and room > 0 else Decimal(0)
        yield [joined(x), joined(y), psi, psi_expected(x, n, y, m), survival(psi / (Decimal(1) / n + Decimal(1) / m), df),
               agree(js, jensenshannon(fr, fc, base=2) ** 2 if n < 10**8 else float(js), 1e-6, 1e-12), hellinger,
               variation, agree(largest, chebyshev(fr, fc)), agree(entropy(r, c), stats.entropy(fr, fc), 1e-7, 1e-12),
               agree(entropy(c, r), stats.entropy(fc, fr), 1e-7, 1e-12), decimal(chi2), df, survival(chi2, df), g, survival(g, df),
               joined(small), decimal(pooled_chi2), len(px) - 1, survival(pooled_chi2, len(px) - 1), v, min(Decimal(1), corrected)]


# ---- samples


def sample_pairs():
    yield [1.0], [1.0]
    yield [1.0], [2.0]
    yield [0.0, -0.0], [-0.0]
    yield [5.0] * 7, [5.0] * 4
    yield [5.0] * 7, [6.0] * 4
    yield [1e300, -1e300 / 4], [3e299, 5.0]
    yield [5e-324, 0.0, 1e-310], [1e-320, 5e-324]
    yield [1e9 + i / 1024 for i in range(20)], [1e9 + i / 512 for i in range(13)]
    yield [0.0] * 99 + [1e6], [0.5] * 50
    yield list(map(float, range(1, 41))), list(map(float, range(41, 81)))
    yield list(map(float, range(1, 61))), list(map(float, range(30, 90)))
    for n, m in [(1, 1), (1, 5), (4, 3), (1, 40), (8, 8), (6, 11), (20, 15), (39, 41), (50, 50), (7, 200), (300, 250)]:
        yield random.normal(0, 1, n), random.normal(0.4, 1, m)
        yield random.normal(0, 1, n), random.normal(2, 1, m)
        yield np.round(random.normal(0, 1, n), 1) + 0.0, np.round(random.normal(0.2, 1, m), 1) + 0.0
        yield random.integers(0, 3, n).astype(float), random.integers(0, 4, m).astype(float)
        yield (random.random(n) < 0.23).astype(float), (random.random(m) < 0.9).astype(float)
        yield random.lognormal(0, 2, n), random.lognormal(0.5, 2, m)
        yield random.exponential(1, n) * 1e-200, random.exponential(2, m) * 1e-200
        yield random.standard_cauchy(n), random.standard_cauchy(m)
        yield random.normal(0, 1, n), random.normal(0, 1, m)
        yield random.poisson(4, n).astype(float), random.poisson(5, m).astype(float)
        yield np.sort(random.uniform(0, 1, n)), np.sort(random.uniform(0, 1, m))[::-1]
        yield np.clip(random.normal(0, 2, n), -1, 1), np.clip(random.normal(0.5, 2, m), -1, 1)
        yield random.normal(1e6, 1e-3, n), random.normal(1e6, 1e-3, m)
        yield random.choice([-1e3, 0.5, 7.0, 7.25], n), random.choice([-1e3, 0.5, 7.0, 8.0], m)


def cdf_area(x, y, power):
    """the integral of |F - G|**power, in exact fractions"""
    points = sorted(set(x) | set(y))
    total = Fraction(0)
    for low, high in zip(points, points[1:]):
        f = Fraction(sum(v <= low for v in x), len(x)) - Fraction(sum(v <= low for v in y), len(y))
        total += abs(f) ** power * (Fraction(high) - Fraction(low))
    return total


def midranks(x, y):
    """twice the midranks of the pooled values, and twice the rank sum of x"""
    ranks = (2 * stats.rankdata(np.concatenate([x, y]))).astype(int).tolist()
    return ranks, sum(ranks[: len(x)])


def exact_mann_whitney(x, y):
    n, m = len(x), len(y)
    if n * m > 2500:
        return [float("nan")] * 3
    ranks, rank_sum = midranks(x, y)
    centre = n * (n + m + 1)
    ways = [dict() for _ in range(n + 1)]
    ways[0][0] = 1
    for rank in ranks:
        for i in range(n, 0, -1):
            for total, count in ways[i - 1].items():
                ways[i][total + rank] = ways[i].get(total + rank, 0) + count
    far = sum(count for total, count in ways[n].items() if abs(total - centre) >= abs(rank_sum - centre))
    p, less, greater = (Fraction(count, comb(n + m, n)) for count in (
        far, sum(c for total, c in ways[n].items() if total <= rank_sum), sum(c for total, c in ways[n].items() if total >= rank_sum)))
    if comb(n + m, n) <= 3000:
        subsets = [sum(s) for s in combinations(ranks, n)]
        assert p == Fraction(sum(abs(s - centre) >= abs(rank_sum - centre) for s in subsets), len(subsets))
        assert less == Fraction(sum(s <= rank_sum for s in subsets), len(subsets))
        assert greater == Fraction(sum(s >= rank_sum for s in subsets), len(subsets))
    if len(set(ranks)) == n + m:
        agree(p, stats.mannwhitneyu(x, y, method="exact").pvalue)
        agree(less, stats.mannwhitneyu(x, y, alternative="less", method="exact").pvalue)
        agree(greater, stats.mannwhitneyu(x, y, alternative="greater", method="exact").pvalue)
    return [float(p), float(less), float(greater)]


def distances():
    for x, y in sample_pairs():
        x, y = (np.asarray(x, float) + 0.0, np.asarray(y, float) + 0.0)
        fx, fy = list(map(Fraction, x.tolist())), list(map(Fraction, y.tolist()))
        mean = sum(fx) / len(fx)
        deviation = decimal(sum((v - mean) ** 2 for v in fx) / len(fx)).sqrt()
        width = float(max(fx + fy) - min(fx + fy))
        quartiles = np.quantile(x, [0.25, 0.75])
        moderate = 1e-100 < width < 1e100
        w1 = cdf_area(fx, fy, 1)
        energy = (2 * decimal(cdf_area(fx, fy, 2))).sqrt()
        if moderate:
            agree(w1, stats.wasserstein_distance(x, y), 1e-9, 1e-9 * width)
            agree(energy, stats.energy_distance(x, y), 1e-9, 1e-9)
            agree(deviation, np.std(x), 1e-6, 1e-9 * width)
        constant = len(set(x.tolist() + y.tolist())) == 1
        test = stats.mannwhitneyu(x, y, method="asymptotic")
        exact, *exact_sides = exact_mann_whitney(x, y)
        sides = [1.0 if constant else stats.mannwhitneyu(x, y, alternative=side, method="asymptotic").pvalue for side in ("less", "greater")]
        yield [joined(x), joined(y), decimal(w1), deviation, (quartiles[1] - quartiles[0]) / 1.3489795003921634, energy,
               test.statistic, 1.0 if constant else test.pvalue, exact] + sides + exact_sides


# ---- proportions


def proportions():
    cases = [(230, 1000, 900, 1000), (0, 1, 0, 1), (1, 1, 1, 1), (0, 1, 1, 1), (0, 5, 5, 5), (3, 8, 1, 9), (56, 70, 48, 80), (9, 10, 3, 10),
             (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10), (0, 1000, 30, 1000),
             (1, 10**6, 9, 10**6), (500_000, 10**6, 501_000, 10**6), (300, 3000, 900, 3000), (2, 2, 0, 300), (1, 3000, 299, 300)]
    for size in (1, 2, 5, 10, 30, 100, 1000, 20_000):
        for _ in range(14):
            n, m = int(random.integers(1, size + 1)), int(random.integers(1, size + 1))
            p = random.beta(0.5, 0.5)
            cases.append((int(random.binomial(n, p)), n, int(random.binomial(m, min(1, p * random.uniform(0.5, 1.6)))), m))
    for x, n, y, m in cases:
        yield [x, n, y, m] + z_test(x, n, y, m) + [fisher(x, n, y, m)] + newcombe(x, n, y, m) + list(wilson(x, n, 0.99)) + clopper(x, n, 0.99) \
            + one_sided_z(x, n, y, m) + one_sided_fisher(x, n, y, m)


def z_test(x, n, y, m):
    if x + y in (0, n + m):
        return [0.0, 1.0]
    statistic = chi2_of([x, n - x], [y, m - y])
    agree(statistic, stats.chi2_contingency([[x, n - x], [y, m - y]], correction=False).statistic, 1e-8, 1e-10)
    return [decimal(statistic).sqrt(), survival(statistic, 1)]


def fisher(x, n, y, m):
    total, successes = n + m, x + y
    scipys = stats.fisher_exact([[x, n - x], [y, m - y]]).pvalue
    low, high = max(0, successes - m), min(n, successes)
    if high - low > 40_000:
        return float(scipys)
    weights = [comb(n, low) * comb(m, successes - low)]
    for k in range(low, high):
        weights.append(weights[-1] * ((n - k) * (successes - k)) // ((k + 1) * (m - successes + k + 1)))
    p = Fraction(sum(w for w in weights if w <= weights[x - low]), sum(weights))
    return agree(p, scipys, 1e-8, 0) if p > 1e-290 else float(p)


def one_sided_z(x, n, y, m):
    if x + y in (0, n + m):
        return [1.0, 1.0]
    z = float(decimal(chi2_of([x, n - x], [y, m - y])).sqrt()) * (1 if x * m > y * n else -1)
    return [float(stats.norm.cdf(z)), float(stats.norm.sf(z))]


def one_sided_fisher(x, n, y, m):
    """in exact fractions, which SciPy confirms, and SciPy's beyond 40,000 tables"""
    total, successes = n + m, x + y
    scipys = [float(stats.fisher_exact([[x, n - x], [y, m - y]], alternative=side).pvalue) for side in ("less", "greater")]
    low, high = max(0, successes - m), min(n, successes)
    if high - low > 40_000:
        return scipys
    weights = [comb(n, low) * comb(m, successes - low)]
    for k in range(low, high):
        weights.append(weights[-1] * ((n - k) * (successes - k)) // ((k + 1) * (m - successes + k + 1)))
    sides = [Fraction(sum(weights[:x - low + 1]), sum(weights)), Fraction(sum(weights[x - low:]), sum(weights))]
    return [agree(p, s, 1e-8, 0) if p > 1e-290 else float(p) for p, s in zip(sides, scipys)]


def wilson(x, n, confidence):
    z = Decimal(float(stats.norm.isf((1 - confidence) / 2)))
    p = Decimal(x) / n
    centre, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
    low, high = ((centre - half) / (1 + z * z / n) if x else Decimal(0)), ((centre + half) / (1 + z * z / n) if x < n else Decimal(1))
    scipys = stats.binomtest(x, n).proportion_ci(confidence, method="wilson")
    return agree(low, scipys.low, 1e-8, 1e-12), agree(high, scipys.high, 1e-8, 1e-12)


def newcombe(x, n, y, m):
    (rl, rh), (cl, ch) = wilson(x, n, 0.95), wilson(y, m, 0.95)
    r, c = x / n, y / m
    return [max(-1.0, c - r - np.hypot(c - cl, rh - r)), min(1.0, c - r + np.hypot(ch - c, r - rl))]


def clopper(x, n, confidence):
    tail = (1 - confidence) / 2
    low = float(stats.beta.ppf(tail, x, n - x + 1)) if x else 0.0
    high = float(stats.beta.isf(tail, x + 1, n - x)) if x < n else 1.0
    scipys = stats.binomtest(x, n).proportion_ci(confidence, method="exact")
    return [agree(low, scipys.low, 1e-5, 1e-9), agree(high, scipys.high, 1e-5, 1e-9)]


if __name__ == "__main__":
    write(sys.argv[1] + "/divergence_cases.csv",
          "x y psi psiExpected psiP js hellinger tv linf kl klBack chi2 df p g gP pooled pooledChi2 pooledDf pooledP v vCorrected".split(), divergences())
    write(sys.argv[1] + "/distance_cases.csv", "x y w1 deviation quartiles energy u asymptotic exact less greater exactLess exactGreater".split(), distances())
    write(sys.argv[1] + "/proportion_cases.csv",
          "x n y m z pZ fisher low high wilsonLow wilsonHigh clopperLow clopperHigh zLess zGreater fisherLess fisherGreater".split(), proportions())

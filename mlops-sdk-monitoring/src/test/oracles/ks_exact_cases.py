"""Oracles for the exact, conditional and one-sided Kolmogorov-Smirnov tests.

    python src/test/oracles/ks_exact_cases.py src/test/resources/org/mlopssdk/monitoring/statistic

writes, separator |:

ks_two_sample.csv   generated samples; for each alternative D, p by scipy.stats.ks_2samp(method='exact') and 'asymp'. SciPy's exact p
                    ignores ties. Where it fell back to the asymptotic law, or is not what counting paths in whole numbers gives to
                    1e-10, the p is the counted one and the row ends in what SciPy did.
ks_tails.csv        p by counting paths in whole numbers, for large and unequal sizes and down to 1e-300
ks_limit.csv        the limits: scipy.special.kolmogorov(z), exp(-2 z^2)
ks_one_sample.csv   scipy.stats.kstest(x, cdf, method='exact') and 'asymp' for three distributions
"""

import sys
import warnings
from fractions import Fraction
from math import comb

import numpy as np
import scipy
from scipy import special, stats

SEED = 20261122
SIDES = ["two-sided", "less", "greater"]


def joined(values):
    return " ".join(repr(float(v)) for v in values)


def differences(x, y):
    """n*m times F_x - F_y at each pooled value."""
    points = np.unique(np.concatenate([x, y]))
    i = np.searchsorted(np.sort(x), points, side="right").astype(object)
    j = np.searchsorted(np.sort(y), points, side="right").astype(object)
    return i * len(y) - j * len(x)


def distance(x, y, side):
    diff = differences(x, y)
    if side == "two-sided":
        return max(abs(d) for d in diff)
    return max(diff) if side == "greater" else max(-d for d in diff)


def counted(n, m, c, side):
    """The share of lattice paths that reach the distance c, in whole numbers: all paths less those that stay inside."""
    if c <= 0:
        return Fraction(1)

    def outside(i, j):
        d = i * m - j * n
        return d >= c if side == "greater" else -d >= c if side == "less" else abs(d) >= c

    row = [0] * (m + 1)
    for i in range(n + 1):
        for j in range(m + 1):
            if i == 0 and j == 0:
                row[j] = 1
            elif outside(i, j):
                row[j] = 0
            else:
                row[j] = (row[j] if i else 0) + (row[j - 1] if j else 0)
    return 1 - Fraction(row[m], comb(n + m, m))


def reflected(n, k, side):
    """For n = m and the distance k/n the share in closed form, by reflection (Gnedenko and Korolyuk 1951)."""
    one = comb(2 * n, n - k)
    both = 2 * sum((-1) ** (j - 1) * comb(2 * n, n - j * k) for j in range(1, n // k + 1))
    return Fraction(both if side == "two-sided" else one, comb(2 * n, n))


def samples():
    random = np.random.default_rng(SEED)
    shapes = ["continuous", "one decimal", "integers", "binary", "saturated", "lognormal", "constant and more", "shifted far"]
    for k in range(200):
        shape = shapes[k % len(shapes)]
        kind = k // len(shapes) % 5
        n, m = [(1, int(random.integers(1, 20))), (int(random.integers(2, 12)),) * 2, tuple(random.integers(2, 30, 2)),
                (int(random.integers(3, 8)), int(random.integers(40, 90))), tuple(random.integers(30, 80, 2))][kind]
        shift = random.choice([0, 0.3, 1, 2.5])
        x, y = random.normal(0, 1, n), random.normal(shift, random.choice([0.5, 1, 2]), m)
        if shape == "one decimal":
            x, y = np.round(x, 1), np.round(y, 1)
        elif shape == "integers":
            x, y = np.round(2 * x), np.round(2 * y)
        elif shape == "binary":
            x, y = (x > 0).astype(float), (y > 0.5).astype(float)
        elif shape == "saturated":
            x, y = np.clip(np.round(x, 3), 0, 1), np.clip(np.round(y, 3), 0, 1)
        elif shape == "lognormal":
            x, y = np.round(np.exp(x), 4), np.round(np.exp(y), 4)
        elif shape == "constant and more":
            x, y = np.where(x > -1, 7.0, np.round(x, 2)), np.where(y > -0.5, 7.0, np.round(y, 2))
        elif shape == "shifted far":
            x, y = np.round(x, 4), np.round(y + 3, 4)
        else:
            x, y = np.round(x, 6), np.round(y, 6)
        yield f"{shape}, {n} and {m}", x + 0.0, y + 0.0


def write_two_sample(path):
    cases = corrected = 0
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/ks_exact_cases.py with SciPy {scipy.__version__}: ks_2samp(x, y, alternative, method)\n")
        out.write("name|x|y|alternative|d|exact|asymptotic|SciPy differs\n")
        for name, x, y in samples():
            for side in SIDES:
                n, m = len(x), len(y)
                c = distance(x, y, side)
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always")
                    exact = stats.ks_2samp(x, y, alternative=side, method="exact")
                asymp = stats.ks_2samp(x, y, alternative=side, method="asymp")
                d = float(Fraction(int(c), n * m))
                assert abs(d - exact.statistic) <= 1e-15, name
                p = float(counted(n, m, c, side))
                note = ""
                if caught:
                    note = "falls back"
                elif abs(exact.pvalue - p) > 1e-10 * p:
                    note = repr(float(exact.pvalue))
                corrected += note != ""
                cases += 1
                shown = p if note else float(exact.pvalue)
                out.write(f"{name}|{joined(x)}|{joined(y)}|{side}|{d!r}|{shown!r}|{float(asymp.pvalue)!r}|{note}\n")
    print(cases, "cases,", corrected, "where SciPy's exact p is not exact")


def write_tails(path):
    with open(path, "w", newline="\n") as out:
        out.write("# Written by src/test/oracles/ks_exact_cases.py: paths counted in whole numbers, beside SciPy's p\n")
        out.write("n|m|distance|alternative|p|SciPy\n")
        sizes = [(1, 1), (1, 500), (2, 300), (7, 1000), (40, 41), (97, 89), (150, 150), (300, 20), (400, 300), (509, 507), (600, 600), (1000, 900)]
        for n, m in sizes:
            step = np.gcd(n, m)
            for z in [0.2, 0.6, 1, 1.7, 3, 6, 10, 13, 15, 16, 16.5, 17, 17.4, 18]:
                c = int(np.ceil(z * ((n + m) / (n * m)) ** 0.5 * n * m / step) * step)
                for side in SIDES:
                    if c <= n * m:
                        p = float(counted(n, m, c, side))
                        with warnings.catch_warnings(record=True) as caught:
                            warnings.simplefilter("always")
                            _, d, q = stats._stats_py._attempt_exact_2kssamp(n, m, int(step), c / (n * m), side)
                        out.write(f"{n}|{m}|{c}|{side}|{p!r}|{float(q)!r}\n")
        assert reflected(40, 7, "two-sided") == counted(40, 40, 280, "two-sided")
        for n, k in [(2000, 100), (2000, 700), (2000, 1140), (3000, 1300), (3000, 1412)]:
            for side in SIDES:
                _, d, q = stats._stats_py._attempt_exact_2kssamp(n, n, n, k / n, side)
                out.write(f"{n}|{n}|{k * n}|{side}|{float(reflected(n, k, side))!r}|{float(q)!r}\n")


def write_limit(path):
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/ks_exact_cases.py with SciPy {scipy.__version__}: special.kolmogorov(z), exp(-2 z^2)\n")
        out.write("z|two-sided|one-sided\n")
        for z in [0, 0.01, 0.1, 0.2, 0.3, 0.5, 0.7, 0.82, 0.99, 1, 1.01, 1.2, 1.5, 2, 3, 5, 9, 15, 18.5]:
            out.write(f"{z!r}|{float(special.kolmogorov(z))!r}|{float(np.exp(-2 * z * z))!r}\n")


def write_one_sample(path):
    random = np.random.default_rng(SEED)
    laws = {"uniform": stats.uniform.cdf, "exponential": stats.expon.cdf, "logistic": stats.logistic.cdf}
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/ks_exact_cases.py with SciPy {scipy.__version__}: kstest(x, cdf, alternative, method)\n")
        out.write("distribution|x|alternative|d|location|sign|exact|limit\n")
        for k in range(60):
            name = list(laws)[k % 3]
            n = [1, 2, 3, 5, 10, 20, 50, 100, 141, 250][k % 10]
            x = np.round(random.choice([0.6, 1, 1.5]) * {"uniform": random.uniform(0, 1, n), "exponential": random.exponential(1, n),
                         "logistic": random.logistic(0.2, 1, n)}[name], 5)
            for side in SIDES:
                exact = stats.kstest(x, laws[name], alternative=side, method="exact")
                asymp = stats.kstest(x, laws[name], alternative=side, method="asymp")
                # SciPy's 'asymp' is the limit for the two-sided statistic and the finite law for the one-sided ones.
                limit = asymp.pvalue if side == "two-sided" else np.exp(-2 * n * exact.statistic**2)
                out.write(f"{name}|{joined(x)}|{side}|{float(exact.statistic)!r}|{float(exact.statistic_location)!r}|"
                          f"{int(exact.statistic_sign)}|{float(exact.pvalue)!r}|{float(limit)!r}\n")


if __name__ == "__main__":
    write_two_sample(sys.argv[1] + "/ks_two_sample.csv")
    write_tails(sys.argv[1] + "/ks_tails.csv")
    write_limit(sys.argv[1] + "/ks_limit.csv")
    write_one_sample(sys.argv[1] + "/ks_one_sample.csv")

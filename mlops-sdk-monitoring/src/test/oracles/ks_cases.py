"""Oracles for the two-sample Kolmogorov-Smirnov test, from SciPy.

    python src/test/oracles/ks_cases.py src/test/resources/org/mlopssdk/monitoring/statistic

writes ks_cases.csv (whole tests: scipy.stats.ks_2samp(x, y, method='asymp')) and kstwo_grid.csv (the law alone:
scipy.stats.kstwo.sf(d, n)). Separator |. Samples are written as tokens: `v` one value, `v*k` a value k times, `a+s#k` the
k values a, a+s, a+2s, ... The expected D is there twice: as SciPy rounds it, and as the correctly rounded fraction.
"""

import sys
import warnings
from fractions import Fraction

import numpy as np
import scipy
from scipy.stats import ks_2samp, kstwo

warnings.filterwarnings("ignore")
INF = float("inf")


def expand(spec):
    out = []
    for token in spec.split():
        if "#" in token:
            line, count = token.split("#")
            start, step = line.split("+")
            out.append(float(start) + float(step) * np.arange(int(count)))
        elif "*" in token:
            value, count = token.split("*")
            out.append(np.full(int(count), float(value)))
        else:
            out.append(np.array([float(token)]))
    return np.concatenate(out)


def exact(x, y):
    """D, its sign and SciPy's choice of location in exact arithmetic."""
    n, m = len(x), len(y)
    xs, ys = np.sort(x), np.sort(y)
    points = np.concatenate([xs, ys])
    i = np.searchsorted(xs, points, side="right").astype(object)
    j = np.searchsorted(ys, points, side="right").astype(object)
    diff = i * m - j * n
    low, high = int(np.argmin(diff)), int(np.argmax(diff))
    if max(-diff[low], 0) > diff[high]:
        return float(Fraction(-diff[low], n * m)), -1, points[low]
    return float(Fraction(diff[high], n * m)), 1, points[high]


def joined(values):
    return " ".join(repr(float(v)) for v in values)


def cases():
    yield "one value each side, differing", "1", "2"
    yield "one value each side, equal", "1", "1"
    yield "one against two", "1", "1 2"
    yield "one against five, inside", "3", "1 2 3 4 5"
    yield "one against a hundred, below", "-1", "0+1#100"
    yield "identical without ties", "0+1#20", "0+1#20"
    yield "identical with ties", "1*5 2*3 7*4", "1*5 2*3 7*4"
    yield "identical up to multiplicity", "1*5 2*5", "1*2 2*2"
    yield "all values equal", "4*30", "4*17"
    yield "two constants", "4*30", "5*17"
    yield "disjoint, small", "0+1#3", "10+1#3"
    yield "disjoint, large", "0+1#3000", "10000+1#2000"
    yield "disjoint, reversed", "10+1#12", "0+1#7"
    yield "interleaved", "0+1#50", "0.5+1#50"
    yield "shifted by half the range", "0+1#40", "20+1#40"
    yield "zero and negative zero", "-0.0 0.0 1", "0.0 -0.0 2"
    yield "infinities on both sides", "-inf 0 1 inf", "-inf -inf 0 inf"
    yield "infinities in one sample only", "-inf*3 inf*3", "0+1#10"
    yield "only infinities", "inf*4", "-inf inf*3"
    yield "subnormal values", "5e-324 1e-323 1.5e-323", "0 5e-324 1e-323"
    yield "the largest values", "-1.7976931348623157e308 1.7976931348623157e308", "0 1.7976931348623157e308*2"
    yield "neighbouring doubles", "1 1.0000000000000002", "1.0000000000000002 1.0000000000000004"
    yield "binary, few rows", "0*7 1*3", "0*2 1*8"
    yield "binary, many rows", "0*6414 1*1729", "0*1693 1*972"
    yield "small shift of many ties", "0*500 1*300 2*200", "0*480 1*310 2*210"
    yield "x tends to be larger", "5+1#30", "0+1#30"
    yield "wider y", "0+1#60", "-30+2#60"
    yield "a late tie decides the location", "1 5 9 9", "1 3 5 7"
    yield "unequal sizes 7 and 1000", "100+100#7", "0+1#1000"
    yield "unequal sizes 1000 and 7", "0+1#1000", "100+100#7"
    yield "unequal sizes 3 and 200000", "10+50000#3", "0+1#200000"
    yield "effective size is a half, to even", "1 2 3", "0 1 2 3 4 5"
    yield "effective size 140", "0+1#280", "20+1#280"
    yield "effective size 141", "0+1#282", "20+1#282"
    yield "large, no drift", "0+1#50000", "0.5+1#50000"
    yield "large, p near 0.5", "0+1#50000", "250+1#50000"
    yield "large, p about 1e-10", "0+1#50000", "1100+1#50000"
    yield "large, p about 1e-100", "0+1#20000", "2150+1#20000"
    yield "large, p about 1e-200", "0+1#20000", "3037+1#20000"
    yield "large, p about 1e-299", "0+1#20000", "3705+1#20000"
    yield "large, p subnormal", "0+1#20000", "3800+1#20000"
    yield "large, p zero", "0+1#20000", "7000+1#20000"
    yield "wide apart, p above 1e-300 with D over a half", "0+1#1000", "550+1#1000"
    yield "D just below one", "0+1#40", "39+1#40"
    yield "more than a million in effect", "0+1#2200000", "4000+1#2200000"
    random = np.random.default_rng(20261101)
    for n, m, digits in [(5, 8, 0), (12, 12, 1), (31, 17, 1), (40, 60, 2), (25, 100, 0), (64, 64, 3), (9, 33, 1), (50, 51, 1)]:
        x = np.round(random.normal(0, 1, n), digits) + 0.0
        y = np.round(random.normal(0.3, 1.2, m), digits) + 0.0
        yield f"normal, {n} and {m}, rounded to {digits} digits", joined(x), joined(y)


def write_cases(path):
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/ks_cases.py with SciPy {scipy.__version__}: ks_2samp(x, y, method='asymp')\n")
        out.write("name|x|y|d|dExact|location|sign|p\n")
        for name, x, y in cases():
            xs, ys = expand(x), expand(y)
            r = ks_2samp(xs, ys, method="asymp")
            d, sign, location = exact(xs, ys)
            assert abs(d - r.statistic) <= 1e-15, name
            if (sign, location) != (r.statistic_sign, r.statistic_location):
                # Only where SciPy's rounded differences break an exact tie at random.
                print("SciPy breaks a tie by rounding:", name, r.statistic_sign, r.statistic_location, sign, location)
            out.write(f"{name}|{x}|{y}|{r.statistic!r}|{d!r}|{float(location)!r}|{sign}|{float(r.pvalue)!r}\n".replace("np.float64(", "").replace(")|", "|"))


def write_grid(path):
    sizes = [1, 2, 3, 4, 5, 7, 10, 20, 50, 100, 139, 140, 141, 142, 200, 333, 500, 1000, 2006, 5000, 10000, 31623,
             99999, 100000, 100001, 150000, 200000]
    with open(path, "w", newline="\n") as out:
        out.write(f"# Written by src/test/oracles/ks_cases.py with SciPy {scipy.__version__}: kstwo.sf(d, n)\n")
        out.write("n|d|p\n")
        for n in sizes:
            nxx = [0.03, 0.06, 0.1, 0.2, 0.3, 0.5, 0.7, 0.75, 0.76, 1, 1.4, 1.9, 2.19, 2.21, 2.6, 3, 3.99, 4.01, 6, 8, 12, 17.9,
                   18.1, 25, 40, 70, 100, 150, 220, 300, 340, 345, 369.9, 370.1]
            ds = {(v / n) ** 0.5 for v in nxx}
            ds |= {0.0, 1.0, 0.5 / n, 0.51 / n, 0.75 / n, 1 / n, 1.2 / n, 1.5 / n, 2 / n, 2.7 / n}
            ds |= {1 - 1 / n, 1 - 0.5 / n, 1 - 1.1 / n, 1 - 2.5 / n, 0.49999, 0.5, 0.51, 0.6, 0.75, 0.9}
            ds |= {(1.399 / n) ** (2 / 3), (1.401 / n) ** (2 / 3)}
            for d in sorted(float(v) for v in ds if 0 <= v <= 1):
                out.write(f"{n}|{d!r}|{float(kstwo.sf(d, n))!r}\n")


if __name__ == "__main__":
    write_cases(sys.argv[1] + "/ks_cases.csv")
    write_grid(sys.argv[1] + "/kstwo_grid.csv")

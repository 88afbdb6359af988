"""Oracles for the domain classifier and its parts, from scikit-learn and from pROC in R.

    python src/test/oracles/multivariate_cases.py src/test/resources/org/mlopssdk/monitoring/multivariate DATA

writes, separator |,
  auc_cases.csv: scores of two samples, the area under the curve by sklearn.metrics.roc_auc_score, and the interval by pROC's
      ci.auc(method = 'delong'); where that has no width, by Newcombe's method 5 solved here with scipy.optimize.brentq;
  logistic_cases.csv: weights and intercept of sklearn.linear_model.LogisticRegression on rows that are made here and in
      LogisticCase.java by the same generator;
  discrepancy_cases.csv: the squared maximum mean discrepancy and its p-value from the whole matrix of products of random
      Fourier features, in numpy, with bandwidth, frequencies and permutations drawn as documented;
  domain_cases.csv: the whole classifier on the data sets in the folder DATA, with folds dealt and the variance multiplied as
      documented.
"""

import subprocess
import sys
import warnings

import numpy as np
import sklearn
from scipy.optimize import brentq
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

warnings.filterwarnings("ignore")
MASK = 2**64 - 1
folder, data = sys.argv[1], sys.argv[2]


def uniforms(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        yield (state >> 11) * 2.0**-53


def number(value):
    return repr(float(value))


def joined(values):
    return " ".join(number(v) for v in values)


def open_cases(name, header):
    out = open(f"{folder}/{name}_cases.csv", "w", encoding="utf-8", newline="\n")
    print(f"# Written by src/test/oracles/multivariate_cases.py with scikit-learn {sklearn.__version__} and pROC", file=out)
    print(header, file=out)
    return out


def proc(cases):
    """Lower and upper ends, and the variance, by pROC, for all cases in one run of R."""
    script = ["suppressMessages(library(pROC))"]
    for negatives, positives, confidence in cases:
        script.append(
            f"x <- c({','.join(map(number, negatives))}); y <- c({','.join(map(number, positives))});"
            "r <- roc(c(rep(0, length(x)), rep(1, length(y))), c(x, y), direction = '<', quiet = TRUE);"
            f"ci <- suppressWarnings(ci.auc(r, method = 'delong', conf.level = {confidence}));"
            "cat(sprintf('%.17g %.17g %.17g\\n', ci[1], ci[3], var(r, method = 'delong')))")
    lines = subprocess.run(["Rscript", "-"], input="\n".join(script), capture_output=True, text=True, check=True)
    return [tuple(map(float, line.split())) for line in lines.stdout.splitlines()]


def newcombe(area, confidence, n, m):
    z = norm.isf((1 - confidence) / 2)

    def distance(t):
        others = (n + m) / 2 - 1
        variance = t * (1 - t) * (1 + others * ((1 - t) / (2 - t) + t / (1 + t))) / (n * m)
        return z * np.sqrt(max(variance, 0))

    lower = 0.0 if area == 0 else brentq(lambda t: area - t - distance(t), 0, area - 1e-12, xtol=1e-15)
    upper = 1.0 if area == 1 else brentq(lambda t: t - area - distance(t), area + 1e-12, 1, xtol=1e-15)
    return lower, upper


def auc_samples():
    yield [1.0, 2.0, 3.0], [4.0, 5.0], 0.95
    yield [4.0, 5.0], [1.0, 2.0, 3.0], 0.9
    yield [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0.95
    yield [1.0] * 30, [2.0] * 40, 0.99
    yield [0.0, -0.0, 1.0], [0.0, 1.0, 1.0], 0.95
    for seed in range(60):
        numbers = uniforms(seed)
        n, m = 2 + int(next(numbers) * 40), 2 + int(next(numbers) * 40)
        digits, shift = [1, 2, 12][seed % 3], next(numbers) * 0.6
        yield ([round(next(numbers), digits) for _ in range(n)],
               [round(next(numbers) + shift, digits) for _ in range(m)], [0.95, 0.9, 0.5][seed % 3])


def auc_cases():
    cases = list(auc_samples())
    with open_cases("auc", "negatives|positives|confidence|auc|lower|upper") as out:
        for (x, y, confidence), (lower, upper, _) in zip(cases, proc(cases)):
            area = roc_auc_score([0] * len(x) + [1] * len(y), x + y)
            if lower == upper or np.isnan(lower):
                lower, upper = newcombe(area, confidence, len(x), len(y))
            print(joined(x), joined(y), confidence, *map(number, (area, lower, upper)), sep="|", file=out)
    print("auc:", len(cases))


def regression(strength):
    return LogisticRegression(C=strength, solver="newton-cholesky", tol=1e-14, max_iter=1000)


def logistic_rows(seed, rows, columns, kind):
    """Rows of two kinds, the second shifted; columns go together, and by kind one is constant or twice there."""
    numbers = uniforms(seed)
    matrix, labels = [], []
    for row in range(rows):
        label = next(numbers) < 0.4 if kind != "rare" else row % 10 == 0
        common = next(numbers) - 0.5
        x = [(next(numbers) - 0.5 + common) * (1.0 + column) for column in range(columns)]
        if label:
            x[0] += 0.5 if kind != "separated" else 10.0
        if kind == "constant":
            x[-1] = 0.0
        if kind == "twice":
            x[-1] = x[0]
        matrix.append(x)
        labels.append(int(label))
    return matrix, labels


def logistic_cases():
    count = 0
    with open_cases("logistic", "seed|rows|columns|kind|C|intercept|weights") as out:
        for kind in ["plain", "rare", "separated", "constant", "twice"]:
            for strength in [0.001, 0.1, 1.0, 100.0, 1e6]:
                for rows, columns in [(20, 2), (60, 5), (300, 9)]:
                    seed = count
                    x, y = logistic_rows(seed, rows, columns, kind)
                    model = regression(strength).fit(x, y)
                    gradient = model.coef_[0] + strength * (model.predict_proba(x)[:, 1] - y) @ np.array(x)
                    if np.max(np.abs(gradient)) > 1e-7 * max(1, strength):
                        print("not converged", kind, strength, rows, np.max(np.abs(gradient)))
                    print(seed, rows, columns, kind, number(strength), number(model.intercept_[0]), joined(model.coef_[0]),
                          sep="|", file=out)
                    count += 1
    print("logistic:", count)


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def permutation(numbers, size):
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        other = next(numbers) * (last + 1) >> 64
        order[last], order[other] = order[other], order[last]
    return order


def deal(seed, n, m, folds):
    numbers = split_mix(seed)
    fold = np.zeros(n + m, dtype=int)
    for start, size in [(0, n), (n, m)]:
        for i, row in enumerate(permutation(numbers, size)):
            fold[start + row] = i % folds
    return fold


def below(numbers, bound):
    return next(numbers) * bound >> 64


def gaussians(numbers):
    """Marsaglia's polar method."""
    while True:
        u, v = ((next(numbers) >> 11) * 2.0**-52 - 1 for _ in range(2))
        square = u * u + v * v
        if 0 < square < 1:
            factor = np.sqrt(-2 * np.log(square) / square)
            yield u * factor
            yield v * factor


def discrepancy_rows(seed, n, m, columns, shift, together):
    numbers = uniforms(seed)
    rows = []
    for row in range(n + m):
        common = next(numbers) - 0.5
        x = [next(numbers) - 0.5 + (together * common if row >= n else 0.0) for _ in range(columns)]
        x[0] += shift if row >= n else 0.0
        rows.append(x)
    return np.array(rows)


def discrepancy(x, n, frequencies, permutations, bandwidth, seed):
    size, columns = x.shape
    m = size - n
    z = standardised(x, x)
    numbers = split_mix(seed)
    if bandwidth == 0:
        chosen = z[permutation(numbers, size)[:500]]
        apart = np.sqrt(((chosen[:, None, :] - chosen[None, :, :]) ** 2).sum(axis=2))
        bandwidth = np.median(apart[np.triu_indices(len(chosen), 1)])
    bells = gaussians(numbers)
    w = np.array([[next(bells) / bandwidth for _ in range(columns)] for _ in range(frequencies)])
    angles = z @ w.T
    features = np.hstack([np.cos(angles), np.sin(angles)]) / np.sqrt(frequencies)
    products = features @ features.T
    np.fill_diagonal(products, 0)

    def statistic(first):
        a, b = first.sum(), (~first).sum()
        return (products[np.ix_(first, first)].sum() / (a * (a - 1))
                + products[np.ix_(~first, ~first)].sum() / (b * (b - 1))
                - 2 * products[np.ix_(first, ~first)].sum() / (a * b))

    smaller = min(n, m)
    block = -(-smaller // 256)
    starts = [s for s in range(0, n - block + 1, block)] + [n + s for s in range(0, m - block + 1, block)]
    left = np.zeros(size, dtype=bool)
    begin, length = (0, n) if n <= m else (n, m)
    left[begin + length // block * block:begin + length] = True
    order = permutation(numbers, len(starts))
    observed = statistic(np.arange(size) < n)
    as_large = 0
    for _ in range(permutations):
        first = left.copy()
        for i in range(smaller // block):
            other = i + below(numbers, len(starts) - i)
            order[i], order[other] = order[other], order[i]
            first[starts[order[i]]:starts[order[i]] + block] = True
        as_large += statistic(first) >= observed - 1e-12
    return observed, (1 + as_large) / (1 + permutations), bandwidth, block


def discrepancy_cases():
    shapes = [(5, 7, 1), (2, 2, 2), (40, 30, 3), (30, 40, 3), (3, 200, 2), (200, 3, 2), (300, 520, 2), (601, 259, 4), (600, 515, 2)]
    count = 0
    with open_cases("discrepancy", "seed|n|m|columns|shift|together|frequencies|permutations|bandwidth|mmd2|p|used|block") as out:
        for n, m, columns in shapes:
            for shift, together in [(0.0, 0.0), (0.2, 0.0), (0.0, 0.7)]:
                bandwidth = [0.0, 0.7][count % 2]
                frequencies = [16, 101][count % 2]
                x = discrepancy_rows(count, n, m, columns, shift, together)
                results = discrepancy(x, n, frequencies, 99, bandwidth, count)
                print(count, n, m, columns, shift, together, frequencies, 99, bandwidth, *map(number, results[:3]), results[3],
                      sep="|", file=out)
                count += 1
    print("discrepancy:", count)


def encode(reference, current, cap):
    """Lists of values by name, None for missing; texts are str."""
    columns = {}
    for name in reference:
        values = reference[name] + current[name]
        if any(isinstance(v, str) for v in values):
            counts = {}
            for v in values:
                if v is not None:
                    counts[v] = counts.get(v, 0) + 1
            ordered = sorted(counts, key=lambda v: (-counts[v], v))
            for v in ordered[:cap]:
                columns[f"{name} = {v}"] = [float(w == v) for w in values]
            if len(ordered) > cap:
                columns[f"{name} is another category"] = [float(w in ordered[cap:]) for w in values]
        else:
            columns[name] = [np.nan if v is None else v for v in values]
        if any(v is None for v in values):
            columns[f"{name} is missing"] = [float(v is None) for v in values]
    return list(columns), np.array(list(columns.values())).T


def standardised(train, rows):
    mean, deviation = np.nanmean(train, axis=0), np.nanstd(train, axis=0)
    constant = np.nanmin(train, axis=0) == np.nanmax(train, axis=0)
    z = (rows - mean) / np.where(constant, 1, deviation)
    return np.where(np.isnan(rows) | constant, 0, z)


def domain(reference, current, cap, strength, folds, seed):
    names, x = encode(reference, current, cap)
    n, m = (len(next(iter(t.values()))) for t in (reference, current))
    y = np.array([0] * n + [1] * m)
    fold = deal(seed, n, m, folds)
    scores = np.zeros(n + m)
    for f in range(folds):
        seen = fold != f
        model = regression(strength).fit(standardised(x[seen], x[seen]), y[seen])
        scores[~seen] = model.decision_function(standardised(x[seen], x[~seen]))
    weights = regression(strength).fit(standardised(x, x), y).coef_[0]
    order = sorted(range(len(names)), key=lambda i: -abs(weights[i]))
    return (scores[:n], scores[n:], 0.95), roc_auc_score(y, scores), [(names[i], weights[i]) for i in order]


def read(path, separator, numeric, text=(), labels=False):
    import csv
    with open(f"{data}/{path}", newline="") as file:
        rows = list(csv.reader(file, delimiter=separator))
    head = ([""] if labels else []) + rows[0]
    return {name: [None if row[head.index(name)] == "" else float(row[head.index(name)]) if name in numeric
                   else row[head.index(name)] for row in rows[1:]] for name in [*numeric, *text]}


def domain_cases():
    wine = ["fixed acidity", "volatile acidity", "citric acid", "residual sugar", "chlorides", "free sulfur dioxide",
            "total sulfur dioxide", "density", "pH", "sulphates", "alcohol", "quality"]
    occupancy = ["Temperature", "Humidity", "Light", "CO2", "HumidityRatio", "Occupancy"]
    passengers = (["Pclass", "Age", "SibSp", "Parch", "Fare"], ["Sex", "Cabin", "Embarked"])
    red, white = (read(f"wine/winequality-{c}.csv", ";", wine) for c in ("red", "white"))
    train, test = (read(f"occupancy/{f}.txt", ",", occupancy, labels=True) for f in ("datatraining", "datatest"))
    before, after = (read(f"titanic/titanic_{f}.csv", ",", *passengers) for f in ("reference", "analysis"))
    half = [{k: v[i::2] for k, v in white.items()} for i in (0, 1)]
    cases = [("wine", red, white, 20, 1.0, 5, 0), ("wine halves", *half, 20, 1.0, 10, 7),
             ("occupancy", train, test, 20, 0.1, 5, 42), ("titanic", before, after, 3, 1.0, 4, -1)]
    results = [domain(*case[1:]) for case in cases]
    with open_cases("domain", "data|maxCategories|C|folds|seed|auc|lower|upper|terms|weights") as out:
        for case, (_, area, weights), (_, _, variance) in zip(cases, results, proc([r[0] for r in results])):
            folds = case[5]
            half = norm.isf(0.025) * np.sqrt(variance * (1 + folds / (folds - 1)))  # Nadeau and Bengio 2003
            lower, upper = max(0, area - half), min(1, area + half)
            print(case[0], *case[3:], number(area), number(lower), number(upper),
                  ";".join(name for name, _ in weights), joined(w for _, w in weights), sep="|", file=out)
            print(case[0], area, lower, upper, weights[:3])


auc_cases()
logistic_cases()
discrepancy_cases()
domain_cases()

"""Metrics of models by scikit-learn 1.9.1, SciPy 1.17.1 and Fairlearn. Run with a directory to write to:

    python evaluation_cases.py src/test/resources/org/mlopssdk/monitoring/evaluation DATA

where DATA holds occupancy/datatraining.txt and datatest.txt. Rows are not written but drawn by SplitMix64 from a seed, here and in
Cases.java alike.
"""
import itertools
import math
import sys
import warnings
from fractions import Fraction

import numpy as np
import scipy.stats as st
from fairlearn import metrics as fl
from sklearn import metrics as sk
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
OUT, DATA = sys.argv[1], sys.argv[2]
MASK = (1 << 64) - 1


class Draw:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53

    def below(self, bound):
        return int(math.floor(self.uniform() * bound))


def text(value):
    return str(int(value)) if isinstance(value, (int, np.integer)) else repr(float(value))


def write(name, what, columns, rows):
    with open(f"{OUT}/{name}", "w") as out:
        out.write(f"# {what}\n# {columns}\n")
        for row in rows:
            out.write("|".join(v if isinstance(v, str) else text(v) for v in row) + "\n")


def binary_rows(seed, n, levels, rate, bonus=0.3):
    draw = Draw(seed)
    labels, scores = [], []
    for _ in range(n):
        label = draw.uniform() < rate
        raw = (draw.uniform() + (bonus if label else 0.0)) / (1 + bonus)
        labels.append(int(label))
        scores.append(math.floor(raw * levels) / levels if levels else raw)
    return np.array(labels), np.array(scores)


def ece(y, p):
    bins = np.linspace(0, 1, 11)
    ids = np.searchsorted(bins[1:-1], p)
    true, mean = sk_curve(y, p)
    sizes = [np.sum(ids == b) for b in range(10) if np.any(ids == b)]
    return float(np.sum(np.array(sizes) * np.abs(true - mean)) / len(y))


def sk_curve(y, p):
    from sklearn.calibration import calibration_curve
    if len(set(y)) < 2:  # scikit-learn refuses one label
        bins = np.linspace(0, 1, 11)
        ids = np.searchsorted(bins[1:-1], p)
        kept = [b for b in range(10) if np.any(ids == b)]
        return np.array([y[ids == b].mean() for b in kept]), np.array([p[ids == b].mean() for b in kept])
    return calibration_curve(y, p, n_bins=10, strategy="uniform")


def binary_metrics(y, p):
    said = (p >= 0.5).astype(int)
    nan = float("nan")
    both = 0 < y.sum() < len(y)
    return [
        sk.accuracy_score(y, said),
        sk.precision_score(y, said, zero_division=nan),
        sk.recall_score(y, said, zero_division=nan),
        sk.f1_score(y, said, zero_division=nan),
        sk.roc_auc_score(y, p) if both else nan,
        sk.average_precision_score(y, p) if y.sum() else nan,
        sk.log_loss(y, p, labels=[0, 1]),
        sk.brier_score_loss(y, p, labels=[0, 1], pos_label=1),
        ece(y, p),
    ]


def binary():
    rows = []
    for seed, (n, levels, rate) in enumerate(
        itertools.product([1, 2, 3, 7, 20, 100, 500, 2000], [0, 1, 2, 5, 10, 50], [0.5, 0.1, 0.01, 0.0, 1.0])
    ):
        y, p = binary_rows(seed, n, levels, rate)
        rows.append([seed, n, levels, rate] + binary_metrics(y, p))
    write("binary_cases.csv", "scikit-learn; undefined by zero_division=nan",
          "seed|n|levels|rate|accuracy|precision|recall|f1|roc.auc|pr.auc|log.loss|brier|calibration.error", rows)


def sweep():
    y, p = binary_rows(77, 300, 20, 0.3)
    precision, recall, thresholds = sk.precision_recall_curve(y, p)
    write("sweep_cases.csv", "precision_recall_curve of seed 77, n 300, levels 20, rate 0.3", "threshold|precision|recall",
          [[t, a, b] for t, a, b in zip(thresholds, precision, recall)])


def class_rows(seed, n, size, absent, skew):
    draw = Draw(seed)
    labels, probabilities = [], []
    for _ in range(n):
        label = draw.below(size - absent)
        weights = [draw.uniform() + (skew if k == label else 0.0) for k in range(size)]
        total = 0.0
        for w in weights:
            total += w
        labels.append(label)
        probabilities.append([w / total for w in weights])
    return np.array(labels), np.array(probabilities)


def averages(y, said):
    out = []
    for average in ["macro", "weighted"]:
        for score in [sk.precision_score, sk.recall_score, sk.f1_score]:
            each = score(y, said, average=None, zero_division=float("nan"))
            support = np.array([np.sum(y == c) for c in sorted(set(y) | set(said))])
            undefined = np.isnan(each) & ((support > 0) | (average == "macro"))
            out.append(float("nan") if undefined.any() else score(y, said, average=average, zero_division=0))
    return out


def classes():
    rows = []
    for seed, (n, size, absent, skew) in enumerate(
        itertools.product([1, 5, 30, 200, 1000], [2, 3, 5, 12], [0, 1], [0.0, 0.5])
    ):
        y, p = class_rows(1000 + seed, n, size, absent, skew)
        said = p.argmax(axis=1)
        all_there = all(0 < np.sum(y == c) < n for c in range(size))
        if all_there and size > 2:
            auc = sk.roc_auc_score(y, p, multi_class="ovr", average="macro", labels=list(range(size)))
        elif all_there:
            auc = np.mean([sk.roc_auc_score(y == c, p[:, c]) for c in range(size)])
        else:
            auc = float("nan")
        ap = np.mean([sk.average_precision_score(y == c, p[:, c]) if np.any(y == c) else np.nan for c in range(size)])
        onehot = np.eye(size)[y]
        brier = (sk.brier_score_loss(y, p, labels=list(range(size)), scale_by_half=False) if size > 2
                 else np.mean(np.sum((p - onehot) ** 2, axis=1)))
        top = p.max(axis=1)
        rows.append([1000 + seed, n, size, absent, skew, sk.accuracy_score(y, said)] + averages(y, said)
                    + [auc, ap, sk.log_loss(y, p, labels=list(range(size))), brier, ece((said == y).astype(int), top)])
    write("class_cases.csv", "scikit-learn; nan where an average meets an undefined class",
          "seed|n|classes|absent|skew|accuracy|precision.macro|recall.macro|f1.macro|precision.weighted|recall.weighted"
          "|f1.weighted|roc.auc.macro|pr.auc.macro|log.loss|brier|calibration.error", rows)


def regression_rows(seed, n, levels, noise):
    draw = Draw(seed)
    labels, predictions = [], []
    for _ in range(n):
        u = draw.uniform() * levels - levels / 4
        label = math.floor(u) if levels > 4 else u
        labels.append(float(label))
        predictions.append(label * 0.75 + (draw.uniform() - 0.25) * noise)
    return np.array(labels), np.array(predictions)


def regression():
    rows = []
    for seed, (n, levels, noise) in enumerate(
        itertools.product([1, 2, 3, 10, 101, 1000], [1, 4, 10, 1000], [0.0, 0.5, 20.0])
    ):
        y, p = regression_rows(2000 + seed, n, levels, noise)
        nz = y != 0
        rows.append([2000 + seed, n, levels, noise,
                     sk.mean_absolute_error(y, p), sk.root_mean_squared_error(y, p), np.mean(p - y),
                     sk.r2_score(y, p) if n > 1 and len(set(y)) > 1 else float("nan"),
                     sk.mean_absolute_percentage_error(y[nz], p[nz]) if nz.any() else float("nan"),
                     np.sum(np.abs(p - y)) / np.sum(np.abs(y)) if nz.any() else float("nan"),
                     sk.median_absolute_error(y, p), int(np.sum(~nz))])
    write("regression_cases.csv", "scikit-learn, mape over labels that are not zero",
          "seed|n|levels|noise|mae|rmse|bias|r2|mape.nonzero|wape|median.absolute.error|zero.labels", rows)


def query_rows(draw, documents, grades, levels):
    relevance = [float(draw.below(grades)) for _ in range(documents)]
    scores = [math.floor(draw.uniform() * levels) / levels if levels else draw.uniform() for _ in range(documents)]
    return np.array(relevance), np.array(scores)


def exact_map(relevance, scores, k):
    """The mean over all orders that agree with the scores."""
    total, orders = Fraction(0), 0
    for order in itertools.permutations(range(len(scores))):
        if all(scores[order[i]] >= scores[order[i + 1]] for i in range(len(order) - 1)):
            hits, sum_ = 0, Fraction(0)
            for place, d in enumerate(order[:k], 1):
                if relevance[d] > 0:
                    hits += 1
                    sum_ += Fraction(hits, place)
            total += sum_ / min(k, sum(r > 0 for r in relevance))
            orders += 1
    return float(total / orders)


def ranking():
    rows = []
    for seed, (documents, grades, levels, k) in enumerate(
        itertools.product([2, 5, 6, 30], [2, 4], [0, 1, 2, 5], [1, 3, 100])
    ):
        draw = Draw(3000 + seed)
        ndcg, ap, without = [], [], 0
        for _ in range(8):
            relevance, scores = query_rows(draw, documents, grades, levels)
            if not relevance.any():
                without += 1
                continue
            ndcg.append(sk.ndcg_score([relevance], [scores], k=k))
            if documents <= 6:
                ap.append(exact_map(relevance, scores, k))
            elif k >= documents and levels == 0:
                ap.append(sk.average_precision_score(relevance > 0, scores))
            else:
                ap.append(float("nan"))
        rows.append([3000 + seed, documents, grades, levels, k,
                     np.mean(ndcg) if ndcg else float("nan"), np.mean(ap) if ap else float("nan"), without])
    write("ranking_cases.csv", "ndcg_score; map by all orders, or average_precision_score; nan where neither",
          "seed|documents|grades|levels|k|ndcg|map|without", rows)


def bca(data, statistic, resamples=20000):
    result = st.bootstrap(data, statistic, paired=True, vectorized=False, n_resamples=resamples, method="BCa",
                          rng=np.random.default_rng(7))
    return [result.confidence_interval.low, result.confidence_interval.high]


def quick_auc(y, p):
    ranks = st.rankdata(p)
    ups = y.sum()
    return (ranks[y == 1].sum() - ups * (ups + 1) / 2) / (ups * (len(y) - ups))


def quick_f1(y, said):
    return 2 * np.sum(y * said) / (np.sum(y) + np.sum(said))


def bootstrap():
    rows = []
    for seed, n, levels, rate in [(4001, 200, 0, 0.3), (4002, 200, 10, 0.5), (4003, 500, 50, 0.15)]:
        y, p = binary_rows(seed, n, levels, rate)
        for name, interval in [
            ("roc.auc", bca((y, p), quick_auc)),
            ("pr.auc", bca((y, p), sk.average_precision_score, 5000)),
            ("brier", bca((y, p), lambda a, b: np.mean((b - a) ** 2))),
            ("log.loss", bca((y, p), lambda a, b: -np.mean(np.where(a == 1, np.log(np.clip(b, 2.3e-16, 1)),
                                                                    np.log(np.clip(1 - b, 2.3e-16, 1)))))),
            ("f1.bootstrapped", bca((y, (p >= 0.5).astype(int)), quick_f1)),
        ]:
            rows.append([name, seed, n, levels, rate] + interval)
    for seed, n, levels, noise in [(4004, 200, 4, 2.0), (4005, 300, 1000, 20.0)]:
        y, p = regression_rows(seed, n, levels, noise)
        for name, interval in [
            ("mae", bca((y, p), lambda a, b: np.mean(np.abs(a - b)))),
            ("rmse", bca((y, p), lambda a, b: np.sqrt(np.mean((a - b) ** 2)))),
            ("r2", bca((y, p), lambda a, b: 1 - np.sum((a - b) ** 2) / np.sum((a - a.mean()) ** 2))),
            ("wape", bca((y, p), lambda a, b: np.sum(np.abs(a - b)) / np.sum(np.abs(a)))),
        ]:
            rows.append([name, seed, n, levels, noise] + interval)
    write("bootstrap_cases.csv", "scipy.stats.bootstrap(paired=True, method='BCa'), 20,000 resamples (5,000 for pr.auc)", "metric|seed|n|levels|rate or noise|lower|upper", rows)


def group_rows(seed, n, groups, rate):
    draw = Draw(seed)
    g, y, p = [], [], []
    for _ in range(n):
        group = draw.below(groups)
        label = draw.uniform() < rate
        said = draw.uniform() < (0.7 if label else 0.3) - 0.08 * group
        g.append(group), y.append(int(label)), p.append(int(said))
    return np.array(g), np.array(y), np.array(p)


def fairness():
    rows = []
    for seed, (n, groups, rate) in enumerate(itertools.product([100, 400, 3000], [2, 3, 5], [0.5, 0.2])):
        g, y, p = group_rows(5000 + seed, n, groups, rate)
        frame = fl.MetricFrame(metrics={"s": fl.selection_rate, "t": fl.true_positive_rate, "f": fl.false_positive_rate,
                                        "p": sk.precision_score}, y_true=y, y_pred=p, sensitive_features=g)
        kw = dict(sensitive_features=g)
        rows.append([5000 + seed, n, groups, rate,
                     fl.demographic_parity_difference(y, p, **kw), fl.demographic_parity_ratio(y, p, **kw),
                     fl.equal_opportunity_difference(y, p, **kw), fl.equal_opportunity_ratio(y, p, **kw),
                     fl.equalized_odds_difference(y, p, **kw), fl.equalized_odds_ratio(y, p, **kw),
                     frame.difference()["p"], frame.ratio()["p"]]
                    + [" ".join(text(v) for v in frame.by_group[m]) for m in "stfp"])
    write("fairness_cases.csv", "Fairlearn 0.13 or later",
          "seed|n|groups|rate|demographic parity difference|ratio|equal opportunity difference|ratio|equalized odds difference"
          "|ratio|precision difference|ratio|selection rates|true positive rates|false positive rates|precisions", rows)


def mcnemar():
    rows = []
    for b, c in itertools.product([0, 1, 2, 5, 10, 30, 200], [0, 1, 3, 12, 30, 150]):
        n = b + c
        p = st.binomtest(b, n).pvalue if n else 1.0
        k = min(b, c)
        mid = 2 * st.binom.cdf(k, n, 0.5) - st.binom.pmf(k, n, 0.5) if n else 1.0
        rows.append([b, c, p, min(1.0, mid)])
    write("mcnemar_cases.csv", "binomtest(b, b + c); mid-p: 2 * binom.cdf(min, n, 0.5) - binom.pmf(min, n, 0.5)",
          "only baseline right|only candidate right|p|mid p", rows)


def occupancy():
    def read(name):
        rows = [line.strip().split(",") for line in open(f"{DATA}/occupancy/{name}")][1:]
        return np.array([[float(v) for v in r[2:7]] for r in rows]), np.array([int(r[7]) for r in rows])

    x, y = read("datatraining.txt")
    mean, std = x.mean(axis=0), x.std(axis=0)
    model = LogisticRegression().fit((x - mean) / std, y)
    weights = model.coef_[0] / std
    bias = model.intercept_[0] - np.sum(weights * mean)
    rows = []
    for name in ["datatest.txt", "datatest2.txt"]:
        x, y = read(name)
        logit = np.full(len(y), bias)
        for k in range(5):
            logit = logit + weights[k] * x[:, k]
        p = 1 / (1 + np.exp(-logit))
        rows.append([name, " ".join(text(w) for w in [bias, *weights])] + binary_metrics(y, p))
    write("occupancy_cases.csv", "LogisticRegression of scikit-learn, fitted to datatraining.txt",
          "file|bias and weights|accuracy|precision|recall|f1|roc.auc|pr.auc|log.loss|brier|calibration.error", rows)


for part in [binary, sweep, classes, regression, ranking, fairness, mcnemar, occupancy, bootstrap]:
    part()

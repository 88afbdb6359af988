"""The time that scikit-learn takes for the metrics of EvaluateScoresBenchmark, beside that of sorting the scores once in numpy."""
import time

import numpy as np
from sklearn import metrics as sk

N = 10_000_000
rng = np.random.default_rng(1)
for levels in [0, 1000]:
    y = (rng.random(N) < 1 / 3).astype(np.int64)
    p = (rng.random(N) + 0.3 * y) / 1.3
    p = np.floor(p * levels) / levels if levels else p

    start = time.perf_counter()
    np.sort(p)
    sorting = time.perf_counter() - start

    start = time.perf_counter()
    said = (p >= 0.5).astype(np.int64)
    sk.accuracy_score(y, said), sk.precision_score(y, said), sk.recall_score(y, said), sk.f1_score(y, said)
    sk.roc_auc_score(y, p), sk.average_precision_score(y, p), sk.log_loss(y, p), sk.brier_score_loss(y, p)
    print(f"levels={levels}: scikit-learn {time.perf_counter() - start:.2f} s, numpy's sort {sorting:.2f} s", flush=True)

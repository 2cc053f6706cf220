"""Writes reference.json with scipy and the krippendorff package: python reference.py > reference.json"""
import json
import random

import krippendorff
import numpy as np
from scipy.stats import mannwhitneyu

rng = random.Random(20)


def units(count, raters, most, keep, noise):
    made = []
    for _ in range(count):
        base = rng.randint(0, most)
        made.append([min(most, max(0, base + rng.randint(-noise, noise))) for _ in range(raters) if rng.random() < keep])
    return made


def alpha(unit_list):
    raters = max(len(u) for u in unit_list)
    table = np.full((raters, len(unit_list)), np.nan)
    for at, unit in enumerate(unit_list):
        table[: len(unit), at] = unit
    return krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal")


kripp = []
for args in [(15, 2, 14, 1, 3), (20, 4, 5, 0.7, 1), (12, 3, 3, 0.8, 2), (8, 2, 1, 1, 1)]:
    made = units(*args)
    kripp.append({"units": made, "alpha": alpha(made)})

ranks = []
for x, y, method in [
    ([1.5, 3, 8, 9.5, 12, 14], [0, 2, 2.5, 4, 5], "exact"),
    ([13, 11, 7, 6, 5.5, 14, 12, 10, 3], [0, 1, 2, 4, 9, 8, 1.5], "exact"),
    ([rng.randint(4, 14) for _ in range(45)], [rng.randint(0, 9) for _ in range(40)], "normal"),
    ([rng.randint(0, 14) for _ in range(70)], [rng.randint(0, 14) for _ in range(33)], "normal"),
    ([float(rng.randint(0, 28)) / 2 for _ in range(31)], [float(rng.randint(6, 28)) / 2 for _ in range(30)], "normal"),
]:
    result = mannwhitneyu(x, y, alternative="two-sided", method="exact" if method == "exact" else "asymptotic")
    ranks.append({"x": x, "y": y, "u": float(result.statistic), "p": float(result.pvalue), "method": method})

print(json.dumps({"krippendorff": kripp, "ranks": ranks}))

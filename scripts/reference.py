#!/usr/bin/env python3
"""Makes a file that `rowmill verify` can check: rows, and what a model's own library
predicts for them.

    scripts/reference.py MODEL DATA.csv -o REFERENCE.csv
    rowmill verify -m MODEL REFERENCE.csv

MODEL is a file of XGBoost (JSON or UBJSON) or LightGBM (text), told by its content, or a
pickle or joblib file of an estimator of XGBoost, LightGBM or scikit-learn. Reading a
pickle runs whatever code is in it: only do that with files that you trust.

The rows are the first ones of DATA.csv, and as many whose numbers stand exactly on a
threshold of some tree, one ulp below or above it, or are missing. The columns are the
model's features, then what `rowmill score --raw` would write: prediction, prob_CLASS, raw
(with --leaf also leaf_TREE). Numbers read back to the same bits.

Use the version of the library that trained the model: a later one may read its file in
another way. It needs that library and numpy; pandas too, where there are categories, and
for scikit-learn models with names.
"""
import argparse
import csv
import gzip
import json
import pickle
import random
import sys
import tempfile
import zipfile

try:
    import numpy as np
except ImportError:
    sys.exit("reference.py: needs numpy, and the library that trained the model")

# pandas' words for missing; \N only in columns of numbers.
MISSING = {"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND",
           "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"}
BOOLEANS = {"True": 1.0, "TRUE": 1.0, "true": 1.0, "False": 0.0, "FALSE": 0.0, "false": 0.0}
NUMBER, CODE, CATEGORY, TEXT = "number", "code", "category", "text"


def fail(text):
    sys.exit(f"reference.py: {text}")


def say(text):
    print(f"reference.py: {text}", file=sys.stderr)


def number(cell):
    """A cell of a numeric column, as rowmill reads it."""
    cell = cell.strip(" \t")
    if cell in MISSING or cell == "\\N":
        return float("nan")
    return BOOLEANS[cell] if cell in BOOLEANS else float(cell)


def is_number(cell):
    try:
        number(cell)
        return True
    except ValueError:
        return False


def spelt(x):
    """A number that reads back to the same bits, of its own width."""
    if isinstance(x, (float, np.float64)):
        return repr(float(x))
    return str(x)


# ---- models: each has names (or None), n_features, kinds, thresholds(), predict() ----

def as_matrix(columns):
    """The [rows][F] doubles of columns of numbers and codes."""
    return np.array([[number(cell) for cell in c] for c in columns], dtype=np.float64).T


def category_codes(cells, values):
    """The place of each cell in `values`, -1 where it is missing; None: not in there."""
    text = len(values) > 0 and isinstance(values[0], str)
    place = {}
    for i, v in enumerate(values):
        place.setdefault(v if text else float(v), i)

    def code(cell):
        if cell in MISSING:
            return -1
        return place.get(cell if text or not is_number(cell) else number(cell))
    return [code(cell) for cell in cells]


def as_category(cells, values):
    """A column of pandas; what is not in `values` is missing."""
    import pandas as pd
    codes = [-1 if c is None else c for c in category_codes(cells, values)]
    return pd.Categorical.from_codes(codes, categories=pd.Index(values))


def frame(columns, names, kinds, categories):
    """A DataFrame with numbers as doubles and categories by their values."""
    import pandas as pd
    made = {}
    for i, name in enumerate(names):
        made[name] = (as_category(columns[i], categories[i]) if kinds[i] == CATEGORY
                      else np.array([number(cell) for cell in columns[i]]))
    return pd.DataFrame(made)


def two_classes(p):
    """prob of either class in the width of p, and the class by the usual rule."""
    return [p.dtype.type(1) - p, p], (p > 0.5).astype(int)


def numbered(base, table):
    """base, or base_0, base_1.. for a table of several outputs."""
    table = table if table.ndim > 1 else table.reshape(len(table), -1)
    if table.shape[1] == 1:
        return {base: table[:, 0]}
    return {f"{base}_{k}": table[:, k] for k in range(table.shape[1])}


def binary_columns(p, raw, labels):
    """The columns of one or several yes-or-no outputs."""
    p = p.reshape(len(p), -1)
    first, second, third = {}, {}, {}
    for k in range(p.shape[1]):
        of = f"_{k}" if p.shape[1] > 1 else ""
        both, chosen = two_classes(p[:, k])
        first[f"prediction{of}"] = [labels[c] for c in chosen]
        for c, column in zip(labels, both):
            second[f"prob{of}_{c}"] = column
    third.update(numbered("raw", raw))
    return {**first, **second, **third}


def multiclass_columns(p, raw, labels, chosen):
    out = {"prediction": [labels[int(c)] for c in chosen]}
    out.update({f"prob_{c}": p[:, k] for k, c in enumerate(labels)})
    out.update({f"raw_{c}": raw[:, k] for k, c in enumerate(labels)})
    return out


def leaf_columns(table, n):
    return {f"leaf_{t}": c.astype(int) for t, c in enumerate(table.reshape(n, -1).T)}


class XGBoost:
    def __init__(self, booster, labels=None):
        import xgboost
        self.xgboost, self.booster, self.labels = xgboost, booster, labels
        self.file = json.loads(bytes(booster.save_raw("json")))["learner"]
        self.names = booster.feature_names
        self.n_features = int(self.file["learner_model_param"]["num_feature"])
        self.objective = self.file["objective"]["name"]
        types = booster.feature_types or ["float"] * self.n_features
        self.types = types
        self.categories = self._categories()
        self.kinds = [NUMBER if t != "c" else CATEGORY if self.categories[i] is not None else CODE
                      for i, t in enumerate(types)]
        best = booster.attributes().get("best_iteration")
        self.rounds = (0, int(best) + 1) if best is not None else (0, 0)

    def _model(self):
        """Trees and categories; of gblinear something without either."""
        g = self.file["gradient_booster"]
        return g.get("gbtree", g).get("model", {})

    def _categories(self):
        """Since 3.1 the file may have the values of each column."""
        types = dict(zip(range(7, 17), "f4 f8 i1 u1 i2 u2 i4 u4 i8 u8".split()))
        found = [None] * self.n_features
        for i, enc in enumerate((self._model().get("cats") or {}).get("enc") or []):
            if not enc["values"]:
                continue
            if "offsets" in enc:
                raw = bytes(v & 255 for v in enc["values"])
                ends = enc["offsets"]
                found[i] = [raw[a:b].decode(errors="replace")
                            for a, b in zip(ends, ends[1:])]
            else:
                found[i] = np.array(enc["values"]).astype(types[enc["type"]])
        return found

    def thresholds(self):
        found = {}
        for tree in self._model().get("trees", []):
            kinds = tree.get("split_type") or [0] * len(tree["left_children"])
            for left, f, at, kind in zip(tree["left_children"], tree["split_indices"],
                                         tree["split_conditions"], kinds):
                if left != -1 and not kind:
                    found.setdefault(f, set()).add(float(np.float32(at)))
        return found, np.float32

    def refuses(self, columns):
        """The rows that the library does not take: with a number that is infinite, or
        becomes so as a float32; with a category that is not in the list."""
        bad = set()
        for i, column in enumerate(columns):
            if self.kinds[i] == CATEGORY:
                codes = category_codes(column, self.categories[i])
                bad.update(r for r, code in enumerate(codes) if code is None)
            else:
                with np.errstate(over="ignore"):
                    x = np.array([number(cell) for cell in column]).astype(np.float32)
                bad.update(np.flatnonzero(np.isinf(x)).tolist())
        return bad

    def _matrix(self, columns, margin):
        names = self.names or [f"f{i}" for i in range(self.n_features)]
        options = {"base_margin": margin}
        if CATEGORY in self.kinds:
            x = frame(columns, names, self.kinds, self.categories)
            return self.xgboost.DMatrix(x, enable_categorical=True, **options)
        if CODE in self.kinds:
            options["enable_categorical"] = True
        return self.xgboost.DMatrix(as_matrix(columns),
                                    feature_types=self.booster.feature_types, **options)

    def predict(self, columns, margin, leaf):
        d, b = self._matrix(columns, margin), self.booster
        linear = self.file["gradient_booster"]["name"] == "gblinear"
        rounds = {"validate_features": False}       # the names have been matched already
        if not linear:
            rounds["iteration_range"] = self.rounds
        raw = b.predict(d, output_margin=True, **rounds)
        out = b.predict(d, **rounds)
        if self.objective in ("multi:softprob", "multi:softmax"):
            b.set_param({"objective": "multi:softprob"})
            p = b.predict(d, **rounds)
            labels = self.labels or [str(k) for k in range(p.shape[1])]
            chosen = out if self.objective == "multi:softmax" else p.argmax(axis=1)
            made = multiclass_columns(p, raw, labels, chosen)
        elif self.objective == "binary:logistic":
            made = binary_columns(out, raw, self.labels or ["0", "1"])
        elif self.objective == "binary:hinge":
            labels = self.labels or ["0", "1"]
            chosen = out.reshape(len(out), -1).astype(int)
            made = numbered("prediction", np.array(labels, dtype=object)[chosen])
            made.update(numbered("raw", raw))
        else:
            made = {**numbered("prediction", out), **numbered("raw", raw)}
        if leaf and not linear:
            made.update(leaf_columns(b.predict(d, pred_leaf=True, **rounds), len(out)))
        return made


class LightGBM:
    def __init__(self, booster, labels=None, category_columns=None):
        self.booster, self.labels = booster, labels
        self.dump = booster.dump_model()
        self.names = self.dump["feature_names"]
        self.n_features = len(self.names)
        objective = (self.dump.get("objective") or "").split()
        self.objective = objective[0] if objective else ""
        self.categories = [None] * self.n_features
        self.kinds = [NUMBER] * self.n_features
        infos = self.dump.get("feature_infos", {})
        listed = [n for n in self.names if infos.get(n, {}).get("values")]
        values = booster.pandas_categorical or []
        for name in listed:
            self.kinds[self.names.index(name)] = CODE
        if values:
            use = category_columns or listed
            if len(use) != len(values):
                fail(f"the model has {len(values)} lists of categories: say whose they are"
                     " with --categories COL,..")
            for name, list_ in zip(use, values):
                i = self.names.index(name)
                self.kinds[i], self.categories[i] = CATEGORY, list_

    def thresholds(self):
        found = {}

        def walk(node):
            if "split_feature" not in node:
                return
            if node["decision_type"] == "<=":
                found.setdefault(node["split_feature"], set()).add(float(node["threshold"]))
            walk(node["left_child"])
            walk(node["right_child"])
        sys.setrecursionlimit(100000)
        for tree in self.dump["tree_info"]:
            walk(tree["tree_structure"])
        return found, np.float64

    def refuses(self, columns):
        return set()

    def predict(self, columns, margin, leaf):
        if margin is not None:
            fail("base margins are XGBoost's")
        x = (frame(columns, self.names, self.kinds, self.categories)
             if CATEGORY in self.kinds else as_matrix(columns))
        b = self.booster
        raw, out = b.predict(x, raw_score=True), b.predict(x)
        if self.objective in ("multiclass", "multiclassova"):
            labels = self.labels or [str(k) for k in range(out.shape[1])]
            made = multiclass_columns(out, raw, labels, out.argmax(axis=1))
        elif self.objective == "binary":
            made = binary_columns(out, raw, self.labels or ["0", "1"])
        else:
            made = {**numbered("prediction", out), **numbered("raw", raw)}
        if leaf:
            made.update(leaf_columns(b.predict(x, pred_leaf=True), len(out)))
        return made


class ScikitLearn:
    def __init__(self, estimator):
        self.estimator = estimator
        names = getattr(estimator, "feature_names_in_", None)
        self.names = None if names is None else [str(n) for n in names]
        self.n_features = estimator.n_features_in_
        self.kinds = [TEXT] * self.n_features       # numbers, where all cells are

    def _trees(self):
        """All trees below, whatever the kind of ensemble; of a pipeline none."""
        found, wait = [], [self.estimator]
        while wait:
            e = wait.pop()
            if isinstance(e, (list, tuple, np.ndarray)):
                wait.extend(list(e))
            elif hasattr(e, "tree_"):
                found.append(e.tree_)
            elif not hasattr(e, "steps"):
                for name in ("estimators_", "_predictors", "calibrated_classifiers_"):
                    wait.append(getattr(e, name, []))
                if hasattr(e, "nodes"):
                    found.append(e)
        return found

    def thresholds(self):
        found, width = {}, np.float32
        for t in self._trees():
            if hasattr(t, "nodes"):         # of a histogram: in doubles
                width = np.float64
                for n in t.nodes:
                    if not n["is_leaf"] and not n["is_categorical"]:
                        found.setdefault(int(n["feature_idx"]), set()).add(
                            float(n["num_threshold"]))
            else:
                for f, at in zip(t.feature, t.threshold):
                    if f >= 0:
                        found.setdefault(int(f), set()).add(float(at))
        return found, width

    def refuses(self, columns):
        """The rows with a missing number, where the first estimator takes none."""
        try:
            from sklearn.utils import get_tags
            takes = get_tags(self.estimator).input_tags.allow_nan
        except ImportError:             # before 1.6
            takes = self.estimator._get_tags()["allow_nan"]
        return set() if takes else {i for c in columns for i, v in enumerate(c)
                                    if v in MISSING}

    def _table(self, columns):
        numeric = [all(map(is_number, c)) for c in columns]
        if self.names is None and all(numeric):
            return as_matrix(columns)
        import pandas as pd
        names = self.names or range(self.n_features)
        return pd.DataFrame({name: [number(v) for v in c] if is_numeric
                             else [np.nan if v in MISSING else v for v in c]
                             for name, c, is_numeric in zip(names, columns, numeric)})

    def predict(self, columns, margin, leaf):
        if margin is not None or leaf:
            fail("base margins and leaves are not for scikit-learn")
        e, x = self.estimator, self._table(columns)
        made = numbered("prediction", np.asarray(e.predict(x)))
        kind = getattr(e, "_estimator_type", None)
        try:
            from sklearn.base import is_outlier_detector
            outliers = is_outlier_detector(e)
        except ImportError:
            outliers = kind == "outlier_detector"
        classes = getattr(e, "classes_", None)
        if hasattr(e, "predict_proba") and classes is not None:
            p = e.predict_proba(x)
            several = isinstance(p, list)
            for k, one in enumerate(p if several else [p]):
                of = f"_{k}" if several else ""
                for c, name in enumerate(classes[k] if several else classes):
                    made[f"prob{of}_{name}"] = one[:, c]
        if hasattr(e, "decision_function"):
            raw = np.asarray(e.decision_function(x))
            if outliers or raw.ndim == 1:
                made["raw"] = raw.reshape(-1)
            else:
                made.update({f"raw_{c}": raw[:, k] for k, c in enumerate(classes)})
        return made


# ---- from a file to a model ----

def unpickle(path, content):
    say(f"{path} is a pickle: reading it runs the code in it")
    try:
        import joblib
        return joblib.load(path)
    except ImportError:
        return pickle.loads(content)


def from_estimator(e, categories):
    module = type(e).__module__.split(".")[0]
    labels = getattr(e, "classes_", None)
    labels = None if labels is None else [str(c) for c in labels]
    if module == "xgboost":
        booster = e if type(e).__name__ == "Booster" else e.get_booster()
        model = XGBoost(booster, labels)
    elif module == "lightgbm":
        booster = e if type(e).__name__ == "Booster" else e.booster_
        model = LightGBM(booster, labels, categories)
    else:
        return ScikitLearn(e)
    if labels and labels != [str(k) for k in range(len(labels))]:
        list_ = ",".join(f'"{n}"' if set(n) & set(',"') else n for n in labels)
        say("the model's file does not have the names of the classes: rowmill verify"
            f" --classes '{list_}'")
    return model


def read_model(path, categories):
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    head = content[:4096]
    if head[:1] in (b"\x80", b"x") or zipfile.is_zipfile(path):    # x: joblib's zlib
        return from_estimator(unpickle(path, content), categories)
    if head.startswith(b"tree") or (b"\nversion=v" in head and b"\nnum_class=" in head):
        import lightgbm
        return LightGBM(lightgbm.Booster(model_str=content.decode()),
                        category_columns=categories)
    if head.lstrip()[:1] == b"{":
        import xgboost
        booster = xgboost.Booster()
        ending = ".json" if head.lstrip()[1:].lstrip()[:1] == b'"' else ".ubj"
        with tempfile.NamedTemporaryFile(suffix=ending) as copy:
            copy.write(content)
            copy.flush()
            booster.load_model(copy.name)
        return XGBoost(booster)
    fail(f"{path}: neither a model of XGBoost or LightGBM, nor a pickle")


# ---- rows ----

def find_columns(header, model, margin_columns):
    """Where each feature stands in the data; by name, or by position."""
    names = model.names
    made_up = names and all(n in (f"Column_{i}", f"f{i}") for i, n in enumerate(names))
    if names and all(n in header for n in names):
        return [header.index(n) for n in names]
    blanks = ["_".join(h.split(" ")) for h in header]
    if names and isinstance(model, LightGBM) and all(n in blanks for n in names):
        return [blanks.index(n) for n in names]
    if names and not made_up:
        fail("not in the data: " + ", ".join(n for n in names if n not in header))
    rest = [i for i, h in enumerate(header) if h not in margin_columns]
    if len(rest) != model.n_features:
        fail(f"the model has no names for its {model.n_features} features, and there are"
             f" {len(rest)} columns")
    return rest


def edge_cells(thresholds, width, rng):
    """A number on a threshold, or beside it."""
    at = width(rng.choice(thresholds))
    side = rng.choice((-1, 0, 1))
    with np.errstate(over="ignore"):
        value = at if side == 0 else np.nextafter(at, width(side * np.inf))
    text = str(value)               # of a float32: read as a double first
    return text if width(float(text)) == value else repr(float(value))


def edge_rows(rows, where, model, n, rng):
    """Rows of the data whose numbers are moved to where decisions change."""
    found, width = model.thresholds()
    choice = {f: sorted(t) for f, t in found.items() if t}
    made = []
    for i in range(n if rows else 0):
        row = list(rows[i % len(rows)])
        for f, column in enumerate(where):
            if rng.random() < 0.1:
                row[column] = ""
            elif f in choice and model.kinds[f] in (NUMBER, TEXT) and rng.random() < 0.8:
                row[column] = edge_cells(choice[f], width, rng)
        made.append(row)
    return made


def read_data(path, delimiter):
    opened = (gzip.open if open(path, "rb").read(2) == b"\x1f\x8b" else open)(
        path, "rt", encoding="utf-8-sig", newline="")
    with opened as file:
        rows = [r for r in csv.reader(file, delimiter=delimiter) if r]
    if len(rows) < 2:
        fail(f"{path} has no rows")
    return rows[0], rows[1:]


def write(path, header, rows, delimiter):
    out = sys.stdout if path == "-" else open(path, "w", encoding="utf-8", newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    if path != "-":
        out.close()


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("model", metavar="MODEL")
    p.add_argument("data", metavar="DATA.csv")
    p.add_argument("-o", "--output", metavar="REFERENCE.csv", default="-")
    p.add_argument("--rows", type=int, default=500, metavar="N",
                   help="first rows of the data, and as many on thresholds (500)")
    p.add_argument("--no-edges", action="store_true", help="no rows on thresholds")
    p.add_argument("--leaf", action="store_true", help="the leaf of each tree, too")
    p.add_argument("--categories", metavar="COL,..", help="category columns of a LightGBM"
                   " model whose file does not say which they are")
    p.add_argument("--base-margin", metavar="COL,..", default="",
                   help="columns where each row's margin starts (XGBoost)")
    p.add_argument("-d", "--delimiter", default=",", metavar="C")
    p.add_argument("--seed", type=int, default=0, help="of the choice of thresholds (0)")
    a = p.parse_args()

    model = read_model(a.model, a.categories and a.categories.split(","))
    header, rows = read_data(a.data, a.delimiter)
    margins = [m for m in a.base_margin.split(",") if m]
    where = find_columns(header, model, margins)
    rows = rows[:a.rows]
    if not a.no_edges:
        rows = rows + edge_rows(rows, where, model, len(rows), random.Random(a.seed))
    columns = [[r[c] for r in rows] for c in where]
    bad = model.refuses(columns)
    if bad:
        say(f"{len(bad)} rows are left out, which the library refuses: infinite or missing"
            " numbers, unknown categories")
        rows = [r for i, r in enumerate(rows) if i not in bad]
        columns = [[r[c] for r in rows] for c in where]
    margin = as_matrix([[r[header.index(m)] for r in rows] for m in margins]) \
        if margins else None
    answers = model.predict(columns, margin, a.leaf)

    shown = [i for i, h in enumerate(header) if i in where or h in margins]
    twice = [header[i] for i in shown if header[i] in answers]
    if twice:
        fail(f"a column of the data is called like an expected one: {twice[0]}")
    answer = [[spelt(x) for x in c] for c in answers.values()]
    write(a.output, [header[i] for i in shown] + list(answers),
          [[r[i] for i in shown] + [c[k] for c in answer] for k, r in enumerate(rows)],
          a.delimiter)
    say(f"{len(rows)} rows with {', '.join(list(answers)[:6])}"
        f"{'..' if len(answers) > 6 else ''} -> {a.output}")


if __name__ == "__main__":
    try:
        main()
    except ImportError as e:
        fail(f"needs the Python package {e.name}")
    except OSError as e:
        fail(e)

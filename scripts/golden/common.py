"""What the cases of both libraries share: the registry, training data, nasty rows, files."""
import csv
import json
import math
import platform
import shutil
import traceback
import zlib

try:
    import numpy as np
except ImportError:  # only the names of the cases are wanted
    np = None

CASES = {}


class Entry:
    """A case in the registry: who makes it, and in which environment."""

    def __init__(self, make, worker, env, trained_by, bad=False):
        self.make, self.worker, self.env, self.trained_by = make, worker, env, trained_by
        self.bad = bad  # the model is to be refused: it stands in testdata/bad, alone

    def runs_in(self, stage):
        return self.trained_by if stage == "train" else self.env


def work(names, env, stage, out, venvs):
    """Make these cases (in the environment they belong to)."""
    failures = 0
    for name in names:
        entry = CASES[name]
        target = out / "golden" / name
        try:
            golden = entry.worker(name, entry, out, venvs / "models" / name)
            if stage == "train":
                golden.train_only()
            else:
                golden.make()
            print(f"{name}: {stage} in {env}", flush=True)
        except Exception:
            failures += 1
            print(f"{name}: FAILED in {env}", flush=True)
            traceback.print_exc()
            if stage == "predict":
                shutil.rmtree(target, ignore_errors=True)
    return min(failures, 1)


class Golden:
    """One case while it is being made. The libraries' modules derive from this."""

    single = False             # features are float32

    def __init__(self, name, entry, out, models):
        self.name, self.entry, self.out, self.models = name, entry, out, models
        self.folder = out / "golden" / name
        self.seed = zlib.crc32(name.encode()) % 2**31
        self.rng = np.random.RandomState(self.seed) if np else None
        self.params = {}
        self.notes = []
        self.options = {}
        self.names = None          # names given at training
        self.cats = {}             # column -> number of categories (numeric codes)
        self.lists = {}            # column -> list of category values (data frames)
        self.trees = None          # None, "all" or N
        self.rows = 80
        self.X = None

    # --- training data

    def features(self, cols=6, rows=400, nan=0.15, scale=1.0, cats=None, integers=False, zeros=0.0):
        """Normal numbers, or category codes in the columns of CATS, some of them missing."""
        rng, self.scale = self.rng, scale
        X = rng.randn(rows, cols) * scale
        if integers:
            X = np.round(X * 3)
        if self.single:
            X = np.clip(X, -3e38, 3e38).astype(np.float32).astype(np.float64)
        self.cats = dict(cats or {})
        for column, count in self.cats.items():
            # few of the first categories, many of the last: every one occurs when rows allow it
            X[:, column] = np.concatenate([np.arange(min(count, rows)),
                                           rng.randint(0, count, max(rows - count, 0))])
            rng.shuffle(X[:, column])
        if zeros:
            X[rng.rand(rows, cols) < zeros] = 0.0
        if nan:
            X[rng.rand(rows, cols) < nan] = np.nan
        self.X = X
        return X

    def target(self, kind="real", k=3):
        """A label that depends on the features in a way that trees can learn."""
        rng = self.rng
        Z = np.nan_to_num(self.X / self.scale)
        s = np.zeros(len(Z))
        for column in range(min(Z.shape[1], 6)):
            z = Z[:, column]
            if column in self.cats:
                s += np.sin(z * 2.7) * 1.5
            else:
                s += (1.5 * z, np.sin(2 * z), np.abs(z), z * Z[:, 0] / 2, z > 0.3, -z)[column]
        s = s + rng.randn(len(s)) * 0.3 + np.isnan(self.X[:, 0]) * 0.7
        if kind == "real":
            return s
        if kind == "positive":
            return np.exp(s / 3)
        if kind == "count":
            return rng.poisson(np.exp(s / 3)).astype(float)
        if kind == "unit":
            return 1 / (1 + np.exp(-s))
        if kind == "binary":
            return (s > np.median(s)).astype(float)
        if kind == "classes":
            edges = np.quantile(s, np.arange(1, k) / k)
            return np.digitize(s, edges).astype(float)
        if kind == "relevance":
            return np.digitize(s, np.quantile(s, [0.4, 0.7, 0.9])).astype(float)
        if kind == "targets":
            return np.stack([s, np.sin(s) * 2, s * s / 4, -s][:k], axis=1)
        if kind == "labels":
            return np.stack([s > 0, np.sin(s) > 0.2, s * s > 3][:k], axis=1).astype(float)
        raise ValueError(kind)

    # --- nasty rows

    def nasty_rows(self, thresholds, around, specials, codes, skip=()):
        """Rows of float64: like the training data, then on and beside thresholds, then odd values.

        thresholds: column -> thresholds of the model; around(t): values on and next to it;
        specials: odd numbers; codes(n): odd codes for a column of n categories.
        """
        rng = np.random.RandomState(self.seed + 1)
        X, count = self.X, X_columns(self.X)

        def base():
            """A row of training, or one near it with all digits of a double."""
            row = [float(v) for v in X[rng.randint(len(X))]]
            if rng.rand() < 0.5:
                row = [v if c in self.cats or v == 0 else v * rng.uniform(0.9, 1.1)
                       for c, v in enumerate(row)]
            return row

        def odd_code(column):
            return float(rng.choice(codes(self.cats[column])))

        rows = []
        plain = self.rows * 3 // 10
        for _ in range(plain):
            rows.append(base())
        nasty = self.rows - plain - 12
        for _ in range(nasty):
            row = base()
            for column in range(count):
                known = thresholds.get(column)
                if column in self.cats:
                    if rng.rand() < 0.5:
                        row[column] = odd_code(column)
                elif known is not None and len(known) and rng.rand() < 0.7:
                    near = around(known[rng.randint(len(known))])
                    row[column] = float(near[rng.randint(len(near))])
            rows.append(row)
        nothing = [math.nan] * count
        fills = [math.nan, 0.0, -0.0]
        if "inf" not in skip:
            fills += [math.inf, -math.inf]
        for fill in fills:
            rows.append([fill] * count)
        order = list(specials)
        rng.shuffle(order)
        at = 0
        while len(rows) < self.rows:
            row = base()
            for column in range(count):
                if column in self.cats:
                    row[column] = odd_code(column)
                elif rng.rand() < 0.8:
                    value = float(order[at % len(order)])
                    at += 1
                    if "inf" in skip and math.isinf(float32(value)):
                        value = 3.0
                    row[column] = value
            rows.append(row)
        for row in rows:
            # the two infinities never stand in one row: see call() in xgboost_cases.py
            sign = next((v for v in row if math.isinf(float32(v))), 1.0)
            row[:] = [math.copysign(v, sign) if math.isinf(float32(v)) else v for v in row]
        if count == 1:
            return rows
        rows[1] = nothing[:]
        return rows

    # --- files

    def write_input(self, header, rows, more_header=(), more_rows=None):
        """input.csv; a row holds floats (NaN = missing) or text."""
        lines = [",".join(quoted(name) for name in [*header, *more_header])]
        for number, row in enumerate(rows):
            cells = [cell(value) for value in row]
            if more_rows is not None:
                cells += [cell(value) for value in more_rows[number]]
            line = ",".join(cells)
            lines.append(line if line else '""')
        write_text(self.folder / "input.csv", "\n".join(lines) + "\n")

    def read_input(self):
        """The cells of input.csv as text, and its header."""
        with open(self.folder / "input.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        return rows[0], rows[1:]

    def write_expected(self, raw, out, classes, leaves):
        raw, out = columns(raw), columns(out)
        header = [f"raw_{k}" for k in range(raw.shape[1])]
        header += [f"out_{k}" for k in range(out.shape[1])]
        parts = [[hexadecimal(v) for v in row] for row in raw]
        for row, values in zip(parts, out):
            row += [hexadecimal(v) for v in values]
        if classes is not None:
            header.append("class")
            for row, value in zip(parts, classes):
                row.append(str(int(value)))
        if leaves is not None:
            header += [f"leaf_{t}" for t in range(leaves.shape[1])]
            for row, values in zip(parts, leaves):
                row += [str(int(v)) for v in values]
        lines = [",".join(row) for row in [header, *parts]]
        write_text(self.folder / "expected.csv", "\n".join(lines) + "\n")

    def write_options(self):
        if self.trees is not None:
            self.options["trees"] = self.trees
        if self.options:
            text = "".join(f"{key} {value}\n" for key, value in self.options.items())
            write_text(self.folder / "options", text)

    def write_origin(self, library):
        lines = [f"made by: {library}, Python {platform.python_version()}, NumPy {np.__version__}"]
        if self.entry.trained_by:
            lines.append(f"trained by: {self.entry.trained_by.replace('-', ' ')}"
                         "; the file is read and the rows are predicted by the library above")
        lines.append(f"seed: {self.seed}")
        lines.append(f"parameters: {json.dumps(self.params, ensure_ascii=False, default=str)}")
        lines += [f"note: {note}" for note in self.notes]
        lines.append(f"again: python3 scripts/golden.py --only {self.name}")
        write_text(self.folder / "ORIGIN", "\n".join(lines) + "\n")


def X_columns(X):
    return X.shape[1]


def columns(values):
    values = np.asarray(values)
    return values.reshape(len(values), -1)


def float32(value):
    """A Python float rounded to binary32."""
    with np.errstate(over="ignore"):
        return float(np.float32(value))


def hexadecimal(value):
    value = float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value.hex()


def cell(value):
    if isinstance(value, str):
        return quoted(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return repr(value)


def quoted(text):
    if any(c in text for c in ',"\r\n') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


MISSING = ("", "nan", "NaN", "NA", "N/A", "null")


def number(text):
    return math.nan if text in MISSING else float(text)


def write_text(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def same(a, b):
    """Equal bits, but any NaN equals any NaN."""
    a, b = np.asarray(a), np.asarray(b)
    return (a.shape == b.shape
            and bool(np.all((a == b) & (np.signbit(a) == np.signbit(b)) | np.isnan(a) & np.isnan(b))))

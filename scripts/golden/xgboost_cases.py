"""The XGBoost cases."""
import json
import math
import shutil
import struct

from common import CASES, Entry, Golden, float32, number, same, write_text

try:
    import numpy as np
    import xgboost as xgb
except ImportError:  # only the names are wanted, or it is LightGBM's turn
    xgb = None

MAIN = "xgboost-3.2.0"


def case(name, env=MAIN, trained_by=None, **settings):
    """Register MAKE(g) as a case. It trains and returns a booster, or a model as parsed JSON."""
    def register(make):
        def worker(full, entry, out, models):
            golden = XGBoost(full, entry, out, models)
            for key, value in settings.items():
                setattr(golden, key, value)
            return golden
        assert "xgboost/" + name not in CASES, name
        CASES["xgboost/" + name] = Entry(make, worker, env, trained_by, settings.get("bad", False))
        return make
    return register


class XGBoost(Golden):
    files = ("json", "ubj")        # encodings to keep; the library writes both
    single = True
    types = None                   # feature types of the training matrix
    encode = None                  # writes model.ubj in another way than the library
    estimator = None               # name of the scikit-learn class that must agree
    require = None                 # what must hold for (raw, out), else the case is pointless
    ancient = False                # the library has few of today's functions
    bad = False                    # a model that must be refused: testdata/bad, no predictions
    check_names = True             # hand the names to DMatrix
    frame = False                  # predict from a data frame with category columns
    base_margin = 0                # columns of base margin per row
    classifier = None              # None: by the objective
    edit = None                    # changes the parsed JSON
    shuffled = False               # the input has the columns in another order, and one more
    without_inf = False
    header = None                  # header of input.csv if not the model's own names
    spellings = None               # changes the text of the cells

    # --- training

    def matrix(self, X, y=None, **more):
        types = self.types
        if self.cats:
            types = ["c" if i in self.cats else "q" for i in range(X.shape[1])]
        if xgb.__version__ >= "1.5" and self.cats:
            more["enable_categorical"] = True
        return xgb.DMatrix(np.asarray(X, dtype=np.float32), y, feature_names=self.names,
                           feature_types=types, nthread=1, **more)

    def train(self, params, y, rounds=5, X=None, matrix=None, **more):
        base = {"nthread": 1, "seed": self.seed, "max_depth": 3, "verbosity": 0}
        params = {**base, **params}
        self.params = {**{k: v for k, v in params.items() if k != "verbosity"}, "rounds": rounds,
                       **self.params}
        if matrix is None:
            matrix = self.matrix(self.X if X is None else X, y)
        return xgb.train(params, matrix, rounds, **more)

    # --- writing

    def train_only(self):
        model = self.entry.make(self)
        self.models.mkdir(parents=True, exist_ok=True)
        model.save_model(str(self.models / "model.json"))
        np.save(self.models / "features.npy", self.X)
        text = json.dumps([self.params, self.names, sorted(self.cats.items()), self.notes])
        write_text(self.models / "about.json", text)

    def trained(self):
        if not self.entry.trained_by:
            return self.entry.make(self)
        self.X = np.load(self.models / "features.npy")
        self.params, self.names, cats, self.notes = json.loads(
            (self.models / "about.json").read_text())
        self.cats = dict(cats)
        return json.loads((self.models / "model.json").read_text())

    def make(self):
        if self.bad:
            bad = self.out / "bad" / "xgboost"
            bad.mkdir(parents=True, exist_ok=True)
            self.entry.make(self).save_model(str(bad / (self.name.split("/")[1] + ".json")))
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        model = self.trained()
        path = self.folder / "model.json"
        if isinstance(model, dict) or self.edit:
            if not isinstance(model, dict):
                model.save_model(str(path))
                model = json.loads(path.read_text(encoding="utf-8"))
            if self.edit:
                model = self.edit(model) or model
            write_text(path, json.dumps(model, ensure_ascii=False, separators=(",", ":")))
            original = path.read_bytes()
        else:
            model.save_model(str(path))
            original = None
        booster = load(path)
        model = json.loads(path.read_text(encoding="utf-8"))
        if "ubj" in self.files:
            other = self.folder / "model.ubj"
            if self.encode:
                other.write_bytes(self.encode(model))
            else:
                booster.save_model(str(other))
        if original is not None and self.entry.trained_by and not self.edit:
            # a file of an old release is kept byte for byte
            shutil.copyfile(self.models / "model.json", path)
        self.inputs(model)
        results = self.predict(load(path))
        if "ubj" in self.files:
            other = self.predict(load(self.folder / "model.ubj"))
            for a, b in zip(results, other):
                assert (a is None) == (b is None) and (a is None or same(a, b)), "json against ubj"
        if "json" not in self.files:
            path.unlink()
        self.write_expected(*results)
        self.write_options()
        self.write_origin(f"xgboost {xgb.__version__}")

    def inputs(self, model):
        learner = model["learner"]
        names = learner.get("feature_names") or []
        count = int(learner["learner_model_param"]["num_feature"])
        assert count == self.X.shape[1], (count, self.X.shape)
        header = self.header or names or [f"f{i}" for i in range(count)]
        rows = self.nasty_rows(thresholds(model), around, SPECIALS, odd_codes,
                               skip=("inf",) if self.without_inf else ())
        for column, values in self.lists.items():
            for row in rows:
                code = row[column]
                good = not math.isnan(code) and 0 <= code < len(values)
                row[column] = values[int(code)] if good else math.nan
        more_header, more_rows = [], None
        if self.base_margin:
            rng = np.random.RandomState(self.seed + 2)
            more_header = [f"margin_{k}" for k in range(self.base_margin)]
            more_rows = [[float(v) for v in rng.randn(self.base_margin) * 2] for _ in rows]
            more_rows[3] = [0.0] * self.base_margin
            more_rows[4] = [-0.0] * self.base_margin
            self.options["base_margin"] = ",".join(more_header)
        if self.shuffled:
            order = list(range(count))
            np.random.RandomState(self.seed + 3).shuffle(order)
            header = [header[i] for i in order]
            rows = [[row[i] for i in order] for row in rows]
            more_header = [*more_header, "not a feature"]
            more_rows = [[f"text, number {i}"] for i in range(len(rows))]
            self.notes.append("the columns stand in another order than in the model, with one more")
        if self.spellings:
            rows = [[self.spellings(i, j, value) for j, value in enumerate(row)]
                    for i, row in enumerate(rows)]
        self.write_input(header, rows, more_header, more_rows)

    def predict(self, booster):
        """Margins, outputs, classes and leaves of the rows that input.csv holds, read as text."""
        header, rows = self.read_input()
        names = booster.feature_names or self.header or [f"f{i}" for i in range(self.X.shape[1])]
        wanted = [header.index(name) for name in names]
        margins = None
        if self.base_margin:
            first = header.index("margin_0")
            margins = np.array([[number(c) for c in row[first:first + self.base_margin]]
                                for row in rows]).astype(np.float32)
        if self.frame:
            return self.predict_frame(booster, names, [[row[i] for i in wanted] for row in rows])
        X = np.array([[number(row[i]) for i in wanted] for row in rows], dtype=np.float64)
        with np.errstate(over="ignore"):
            X = X.astype(np.float32)

        def call(**how):
            """predict(); a DMatrix takes +inf only when -inf is its mark of a missing value."""
            up, down = np.isposinf(X).any(axis=1), np.isneginf(X).any(axis=1)
            assert not (up & down).any()
            parts = []
            for which, missing in ((~up & ~down, np.nan), (up, -np.inf), (down, np.inf)):
                at = np.flatnonzero(which)
                if len(at):
                    data = xgb.DMatrix(X[at], missing=missing, nthread=1, **about)
                    if margins is not None:
                        part = margins[at]
                        data.set_base_margin(part[:, 0] if part.shape[1] == 1 else part)
                    parts.append((at, booster.predict(data, **how)))
            shape = (len(X), *parts[0][1].shape[1:])
            whole = np.zeros(shape, dtype=parts[0][1].dtype)
            for at, values in parts:
                whole[at] = values
            return whole

        types = getattr(booster, "feature_types", None)
        about = {"feature_names": booster.feature_names if self.check_names else None,
                 "feature_types": types}
        if "c" in (types or []):
            about["enable_categorical"] = True
        if not self.check_names:
            booster.feature_names = None
        return self.collect(booster, call, X, margins)

    def predict_frame(self, booster, names, rows):
        """From a data frame, whose categories stand in another order than those of training."""
        import pandas
        data = {}
        for i, name in enumerate(names):
            cells = [row[i] for row in rows]
            if i in self.lists:
                values = self.lists[i]
                known = {str(v): v for v in values}
                column = pandas.Categorical([known.get(c) for c in cells],
                                            categories=list(reversed(values)))
            else:
                with np.errstate(over="ignore"):
                    column = np.array([number(c) for c in cells]).astype(np.float32)
            data[name] = column
        frame = pandas.DataFrame(data)

        def call(**how):
            return booster.predict(
                xgb.DMatrix(frame, enable_categorical=True, nthread=1), **how)
        return self.collect(booster, call, None, None)

    def collect(self, booster, call, X, margins):
        config = json.loads(booster.save_config())["learner"]
        objective = config["objective"]["name"]
        kind = config["gradient_booster"]["name"]
        best = booster.attr("best_iteration")
        used = {}
        if isinstance(self.trees, int):
            used = {"iteration_range": (0, self.trees)}
        elif self.trees is None and best is not None:
            used = {"iteration_range": (0, int(best) + 1)}
        raw = call(output_margin=True, **used)
        out = call(**used)
        leaves = None
        if kind != "gblinear" and (self.ancient or booster.num_boosted_rounds()):
            leaves = call(pred_leaf=True, **used)
            leaves = leaves.reshape(len(leaves), -1)
        dart = kind == "dart" or "weight_drop" in config["gradient_booster"]
        if kind != "gblinear" and not dart and X is not None and not self.ancient:
            again = {"base_margin": margins, **used}
            assert same(booster.inplace_predict(X, predict_type="margin", **again), raw)
            assert same(booster.inplace_predict(X, **again), out)
        classes = None
        if objective == "binary:logistic" and columns_of(out) == 1:
            classes = np.asarray(out).reshape(-1) > 0.5
        elif objective == "multi:softprob":
            classes = np.argmax(out, axis=1)
        elif objective in ("multi:softmax", "binary:hinge"):
            classes = out
        if self.require:
            assert self.require(raw, out)
        if self.estimator:
            wrapper = getattr(xgb, self.estimator)(n_jobs=1)
            wrapper.load_model(str(self.folder / "model.json"))
            given = X
            if classes is not None:
                assert same(wrapper.predict(given), np.asarray(classes).astype(int))
                if out.ndim == 2:
                    assert same(wrapper.predict_proba(given), out)
                else:
                    assert same(wrapper.predict_proba(given)[:, 1], out)
            else:
                assert same(wrapper.predict(given), out)
        return raw, out, classes, leaves


def columns_of(values):
    return 1 if values.ndim == 1 else values.shape[1]


def load(path):
    booster = xgb.Booster({"nthread": 1})
    booster.load_model(str(path))
    return booster


def gbtree(model):
    booster = model["learner"]["gradient_booster"]
    return booster.get("gbtree", booster)["model"]


def trees_of(model):
    return gbtree(model).get("trees", [])


def thresholds(model):
    """Column -> thresholds of the numeric splits, as float32."""
    found = {}
    for tree in trees_of(model):
        for node, left in enumerate(tree["left_children"]):
            feature = tree["split_indices"][node]
            if left == -1 or feature == 2147483647:
                continue
            if "split_type" in tree and tree["split_type"] and tree["split_type"][node]:
                continue
            found.setdefault(feature, set()).add(float32(tree["split_conditions"][node]))
    return {feature: sorted(values, key=lambda v: (v, math.copysign(1, v)))
            for feature, values in found.items()}


def around(t):
    """Doubles on, beside and half way between a float32 threshold and its neighbours."""
    if math.isinf(t) or math.isnan(t):
        return [t, 3.4028234663852886e38, -3.4028234663852886e38, -t]
    t = np.float32(t)
    with np.errstate(over="ignore"):
        up, down = np.nextafter(t, np.float32(np.inf)), np.nextafter(t, np.float32(-np.inf))
    t, up, down = float(t), float(up), float(down)
    high = t + (up - t) / 2 if math.isfinite(up) else t
    low = t + (down - t) / 2 if math.isfinite(down) else t
    near = [t, t, up, down, high, low, math.nextafter(high, math.inf),
            math.nextafter(high, -math.inf), math.nextafter(low, math.inf),
            math.nextafter(low, -math.inf), math.nextafter(t, math.inf),
            math.nextafter(t, -math.inf)]
    return [v for v in near if math.isfinite(v)]


SPECIALS = [
    math.nan, 0.0, -0.0, 1.0, -1.0, 5e-324, -5e-324, 1e-320, 1e-46, 7.006492321624085e-46,
    7.006492321624087e-46, 1e-45, 1.401298464324817e-45, -1.401298464324817e-45, 1e-40, -1e-40,
    1.1754942106924411e-38, 1.1754943508222875e-38, 3.4028234663852886e38, -3.4028234663852886e38,
    3.4028235677973362e38, 3.4028235677973366e38, 1e39, -1e39, 1e308, -1e308, math.inf, -math.inf,
    16777215.0, 16777216.0, 16777217.0, 2147483647.0, 2147483648.0, 1e30, -1e30, 1e-36, 0.1,
    0.30000000000000004, 1.0000000596046448, 123456789.12345679]


def odd_codes(count):
    last = float(count - 1)
    codes = [-1.0, -0.5, -0.0, 0.0, 3.7, 2.9999, 0.9999999999, last, last + 0.5, last + 1, count + 5.0,
             31.0, 32.0, 63.0, 64.0, 1e6, 16777215.0, 16777216.0, 16777217.0, 2147483648.0,
             4294967296.0, 1e30, math.nan, math.inf, -math.inf, -1e-40, 1e-40]
    return [v for v in codes if math.isfinite(v) or math.isnan(v)]


# --- one target, no ado: (name, parameters, target, settings)

def plain(name, params, kind="real", env=MAIN, rounds=5, data=None, k=3, **settings):
    def make(g):
        g.features(**(data or {}))
        return g.train(params, g.target(kind, k), rounds)
    case(name, env, **settings)(make)


def per_release(name, releases, *args, **settings):
    """The same configuration in several releases; the main one has no number in its name."""
    for release in releases:
        suffix = "" if "xgboost-" + release == MAIN else "-" + ".".join(release.split(".")[:2])
        plain(name + suffix, *args, env="xgboost-" + release, **settings)


ALL = ("3.2.0", "3.4.1", "2.1.4", "1.7.6")
JSON, UBJ = ("json",), ("ubj",)

# --- objectives

per_release("squared-error", ALL, {})
plain("squared-error-integers", {}, data={"integers": True})
plain("squared-error-no-missing", {}, data={"nan": 0}, files=JSON)
plain("base-score-given", {"base_score": 3.25}, files=UBJ)
per_release("logistic", ALL, {"objective": "binary:logistic"}, "binary")
plain("logistic-base-0.2", {"objective": "binary:logistic", "base_score": 0.2}, "binary")
plain("logitraw", {"objective": "binary:logitraw", "base_score": 0.7}, "binary", files=JSON)
plain("logitraw-1.7", {"objective": "binary:logitraw", "base_score": 0.7}, "binary",
      env="xgboost-1.7.6", files=UBJ)
per_release("hinge", ("3.2.0", "3.4.1"), {"objective": "binary:hinge"}, "binary", files=JSON)
per_release("poisson", ("3.2.0", "1.7.6"), {"objective": "count:poisson"}, "count", files=UBJ)
plain("poisson-base-3", {"objective": "count:poisson", "base_score": 3}, "count")
plain("gamma", {"objective": "reg:gamma"}, "positive", files=UBJ)
plain("tweedie", {"objective": "reg:tweedie", "tweedie_variance_power": 1.2}, "count", files=JSON)
per_release("reg-logistic", ("3.2.0", "1.7.6"), {"objective": "reg:logistic"}, "unit", files=JSON)
plain("squared-log-error", {"objective": "reg:squaredlogerror"}, "positive", files=JSON)
plain("pseudo-huber", {"objective": "reg:pseudohubererror", "huber_slope": 0.7}, files=UBJ)
per_release("absolute-error", ("3.2.0", "1.7.6"), {"objective": "reg:absoluteerror"}, files=JSON)
per_release("softprob-3", ALL, {"objective": "multi:softprob", "num_class": 3}, "classes", rounds=3)
plain("softprob-base-0.5", {"objective": "multi:softprob", "num_class": 3, "base_score": 0.5},
      "classes", rounds=3, files=UBJ)
plain("softprob-50", {"objective": "multi:softprob", "num_class": 50, "max_depth": 2}, "classes",
      rounds=1, k=50, data={"rows": 600}, files=UBJ, rows=50)
per_release("softmax", ("3.2.0", "1.7.6"), {"objective": "multi:softmax", "num_class": 3}, "classes",
            rounds=3, files=JSON)
plain("quantile-one", {"objective": "reg:quantileerror", "quantile_alpha": 0.3}, files=JSON)
QUANTILES = {"objective": "reg:quantileerror", "quantile_alpha": [0.1, 0.5, 0.9]}
plain("quantile-three", QUANTILES, rounds=3)
plain("quantile-unsorted-2.1", {**QUANTILES, "quantile_alpha": [0.9, 0.1, 0.5]}, rounds=3,
      env="xgboost-2.1.4")
plain("quantile-crossing-3.4", {**QUANTILES, "quantile_alpha": [0.4, 0.5, 0.6], "eta": 1.0}, rounds=4,
      env="xgboost-3.4.1", require=lambda raw, out: not same(raw, out))
plain("expectile-3.4", {"objective": "reg:expectileerror", "expectile_alpha": [0.1, 0.5, 0.9]},
      rounds=3, env="xgboost-3.4.1")
plain("expectile-one-3.4", {"objective": "reg:expectileerror", "expectile_alpha": 0.8},
      env="xgboost-3.4.1", files=JSON)
plain("expectile-3.3", {"objective": "reg:expectileerror", "expectile_alpha": [0.2, 0.7]},
      rounds=3, env="xgboost-3.3.0", files=UBJ)


def survival(name, params, env=MAIN, **settings):
    def make(g):
        g.features()
        y = g.target("positive")
        seen = g.rng.rand(len(y)) < 0.7
        if params["objective"] == "survival:cox":
            return g.train(params, np.where(seen, y, -y))
        data = g.matrix(g.X)
        data.set_float_info("label_lower_bound", y)
        data.set_float_info("label_upper_bound", np.where(seen, y, np.inf))
        return g.train(params, None, matrix=data)
    case(name, env, **settings)(make)


survival("cox", {"objective": "survival:cox"}, files=JSON)
survival("aft-normal", {"objective": "survival:aft", "aft_loss_distribution": "normal"}, files=UBJ)
survival("aft-logistic-1.7", {"objective": "survival:aft", "aft_loss_distribution": "logistic"},
         env="xgboost-1.7.6", files=JSON)
survival("aft-extreme-3.4", {"objective": "survival:aft", "aft_loss_distribution": "extreme"},
         env="xgboost-3.4.1", files=UBJ)


def ranking(name, params, kind="relevance", env=MAIN, **settings):
    def make(g):
        g.features()
        data = g.matrix(g.X, g.target(kind))
        data.set_group([20] * (len(g.X) // 20))
        return g.train(params, None, matrix=data)
    case(name, env, **settings)(make)


ranking("rank-pairwise", {"objective": "rank:pairwise"}, files=JSON)
ranking("rank-ndcg", {"objective": "rank:ndcg", "lambdarank_unbiased": True,
                      "lambdarank_pair_method": "topk"})
ranking("rank-map", {"objective": "rank:map"}, kind="binary", files=UBJ)
ranking("rank-ndcg-1.7", {"objective": "rank:ndcg"}, env="xgboost-1.7.6", files=JSON)


# --- margins at the edges of the transforms, made by editing leaves

def leaf_nodes(tree):
    """Leaves that can be reached, from left to right."""
    found, stack = [], [0]
    while stack:
        node = stack.pop()
        if tree["left_children"][node] == -1:
            found.append(node)
        else:
            stack += [tree["right_children"][node], tree["left_children"][node]]
    return found


def set_leaves(*values, rest=None):
    """An edit: these leaf values in turn in the first trees, REST in all leaves of the others."""
    def edit(model):
        trees, at = trees_of(model), 0
        for tree in trees:
            for node in leaf_nodes(tree):
                if at < len(values):
                    tree["split_conditions"][node] = values[at]
                elif rest is not None:
                    tree["split_conditions"][node] = rest
                at += 1
    return edit


EDGES = [-100.0, 100.0, -88.7, 88.7, -88.8, 88.8, -104.0, 16.7]
plain("logistic-clamp", {"objective": "binary:logistic", "base_score": 0.5}, "binary",
      edit=set_leaves(*EDGES))
plain("logistic-clamp-1.7", {"objective": "binary:logistic", "base_score": 0.5}, "binary", rounds=2,
      env="xgboost-1.7.6", edit=set_leaves(*EDGES), files=JSON)
plain("hinge-zero", {"objective": "binary:hinge", "base_score": 0.0}, "binary", rounds=2, files=JSON,
      edit=set_leaves(0.0, -0.0, 1e-45, -1e-45, 1e-40, -1e-40, 1.0, -1.0, rest=0.0))
plain("poisson-edges", {"objective": "count:poisson", "base_score": 1}, "count", rounds=2, files=JSON,
      edit=set_leaves(88.722, 88.723, 88.73, -87.3, -87.4, -103.2, -103.98, -104.0))
plain("softprob-edges", {"objective": "multi:softprob", "num_class": 3, "base_score": 0.5}, "classes",
      rounds=2, files=UBJ,
      edit=set_leaves(300.0, -300.0, 87.0, -87.5, 103.0, -103.9, 0.0, 16.6, -16.7, 50.0, 88.0, -90.0,
                      3e38, -3e38, 1e-40))
plain("leaf-denormal", {"base_score": 0}, rounds=3, rows=60,
      edit=set_leaves(1e-40, -1e-40, 1e-45, -1e-45, -0.0, 0.0, 1.1754942e-38, -1e-38, 3e-45, -3e-45,
                      1e-40, rest=-1e-40))


# --- boosters

DART = {"booster": "dart", "rate_drop": 0.3, "skip_drop": 0.2, "eta": 0.5}
per_release("dart", ("3.2.0", "3.3.0", "3.4.1", "1.7.6"), DART, rounds=8)
per_release("dart-softprob", ("3.2.0", "3.4.1"), {**DART, "objective": "multi:softprob",
                                                  "num_class": 3}, "classes", rounds=4)
plain("dart-logistic", {**DART, "objective": "binary:logistic", "one_drop": 1}, "binary", rounds=8,
      files=JSON)
plain("dart-forest", {**DART, "num_parallel_tree": 2, "normalize_type": "forest"}, rounds=5, files=UBJ)
plain("dart-first-rounds", DART, rounds=8, trees=3, files=JSON)
plain("dart-2.1", DART, rounds=6, env="xgboost-2.1.4", files=UBJ)

FOREST = {"num_parallel_tree": 4, "subsample": 0.6, "eta": 1.0, "colsample_bynode": 0.7}
plain("forest-one-round", FOREST, rounds=1, files=JSON)
plain("forest-rounds", FOREST, rounds=3)
plain("forest-first-rounds", FOREST, rounds=3, trees=2, files=UBJ)
plain("forest-softprob", {**FOREST, "num_parallel_tree": 2, "objective": "multi:softprob",
                          "num_class": 3}, "classes", rounds=2, files=JSON)
plain("forest-softprob-first-rounds", {**FOREST, "num_parallel_tree": 2, "num_class": 3,
                                       "objective": "multi:softprob"}, "classes", rounds=3, trees=1,
      files=UBJ)
plain("forest-1.7", FOREST, rounds=3, env="xgboost-1.7.6", trees=1)

LINEAR = {"booster": "gblinear", "updater": "coord_descent", "eta": 0.5}
per_release("gblinear", ("3.2.0", "3.4.1", "1.7.6"), LINEAR)
plain("gblinear-logistic", {**LINEAR, "objective": "binary:logistic", "base_score": 0.3}, "binary",
      files=JSON)
plain("gblinear-softprob", {**LINEAR, "objective": "multi:softprob", "num_class": 3}, "classes",
      files=UBJ)
plain("gblinear-base-margin", LINEAR, base_margin=1)
plain("gblinear-softprob-base-margin", {**LINEAR, "objective": "multi:softprob", "num_class": 3},
      "classes", base_margin=3, files=JSON)


# --- how trees grow, and what stays in the file

plain("exact", {"tree_method": "exact"}, files=JSON)
plain("approx", {"tree_method": "approx"}, files=UBJ)
plain("lossguide", {"grow_policy": "lossguide", "max_leaves": 24, "max_depth": 0}, rounds=3)
plain("constraints", {"monotone_constraints": "(1,0,-1,0,0,0)",
                      "interaction_constraints": "[[0,1,2],[3,4,5]]"}, files=JSON)
plain("max-delta-step", {"max_delta_step": 0.7, "objective": "binary:logistic",
                         "scale_pos_weight": 3}, "binary", files=UBJ)
plain("colmaker-prune", {"tree_method": "exact", "gamma": 8, "max_depth": 5, "eta": 0.6}, files=JSON)
plain("single-leaf", {"gamma": 1e9}, files=UBJ)
plain("single-leaf-1.7", {"gamma": 1e9}, files=JSON, env="xgboost-1.7.6")
plain("single-leaf-3.4", {"gamma": 1e9, "objective": "binary:logistic"}, "binary", files=JSON,
      env="xgboost-3.4.1")
plain("one-feature", {}, data={"cols": 1})
plain("many-features", {"max_depth": 4}, data={"cols": 150, "nan": 0.9, "rows": 500}, rows=30,
      files=UBJ)
plain("denormal-features", {}, data={"scale": 1e-39})
plain("huge-features", {}, data={"scale": 1e38}, files=JSON)


@case("update-prune", files=JSON)
def update_prune(g):
    g.features()
    y = g.target()
    first = g.train({"tree_method": "exact", "max_depth": 5}, y, 4)
    g.params = {"then": "process_type=update, updater=prune, gamma=6"}
    return g.train({"process_type": "update", "updater": "prune", "gamma": 6, "max_depth": 5}, y, 4,
                   xgb_model=first)


@case("update-refresh", files=UBJ)
def update_refresh(g):
    g.features()
    first = g.train({}, g.target(), 5)
    g.params = {"then": "process_type=update, updater=refresh on another label"}
    return g.train({"process_type": "update", "updater": "refresh", "refresh_leaf": 1}, g.target(), 5,
                   xgb_model=first)


@case("continued-forest", trees=3)
def continued_forest(g):
    """Rounds of two trees, then rounds of three."""
    g.features()
    y = g.target()
    first = g.train({**FOREST, "num_parallel_tree": 2}, y, 2)
    return g.train({**FOREST, "num_parallel_tree": 3}, y, 2, xgb_model=first)


def zero_rounds(name, params, kind="real", env=MAIN, **settings):
    plain("zero-rounds-" + name, params, kind, env, rounds=0, rows=40, **{"files": JSON, **settings})


zero_rounds("squared-error", {})
zero_rounds("squared-error-base", {"base_score": 1.75}, files=UBJ)
for _release in ("3.2.0", "3.4.1", "2.1.4", "1.7.6"):
    _short = ".".join(_release.split(".")[:2])
    zero_rounds("logistic-" + _short, {"objective": "binary:logistic"}, "binary",
                env="xgboost-" + _release)
    zero_rounds("logistic-base-" + _short, {"objective": "binary:logistic", "base_score": 0.5},
                "binary", env="xgboost-" + _release, files=("json", "ubj"))
zero_rounds("poisson", {"objective": "count:poisson"}, "count")
zero_rounds("poisson-base", {"objective": "count:poisson", "base_score": 2.5}, "count")
zero_rounds("softmax", {"objective": "multi:softmax", "num_class": 3}, "classes")
zero_rounds("softprob", {"objective": "multi:softprob", "num_class": 3}, "classes", files=UBJ)
zero_rounds("gblinear", {**LINEAR, "objective": "binary:logistic"}, "binary")
plain("logistic-soft-label", {"objective": "binary:logistic"}, "unit", rounds=2)


def constant_label(name, label, env=MAIN):
    @case(name, env, files=JSON)
    def make(g):
        g.features()
        return g.train({"objective": "binary:logistic"}, np.full(len(g.X), label), 2)


constant_label("logistic-label-all-zero", 0.0)
constant_label("logistic-label-all-one", 1.0)
constant_label("logistic-label-all-one-3.4", 1.0, "xgboost-3.4.1")


# --- several outputs

per_release("multi-target", ("3.2.0", "1.7.6"), {}, "targets", rounds=3)
per_release("multi-label", ("3.2.0", "3.4.1"), {"objective": "binary:logistic"}, "labels", rounds=3,
            files=JSON)
VECTOR = {"multi_strategy": "multi_output_tree", "tree_method": "hist"}
per_release("vector-leaf", ("3.2.0", "3.4.1", "2.1.4"), VECTOR, "targets", rounds=4)
per_release("vector-leaf-logistic", ("3.2.0", "2.1.4"), {**VECTOR, "objective": "binary:logistic"},
            "labels", rounds=3, files=UBJ)
per_release("vector-leaf-softprob", ("3.2.0", "3.4.1", "2.1.4"),
            {**VECTOR, "objective": "multi:softprob", "num_class": 4}, "classes", k=4, rounds=3,
            files=JSON)
plain("vector-leaf-forest", {**VECTOR, **FOREST, "num_parallel_tree": 2}, "targets", rounds=2,
      files=UBJ, trees=1)
plain("vector-leaf-dart-3.4", {**VECTOR, **DART}, "targets", rounds=5, env="xgboost-3.4.1")
plain("vector-leaf-categorical-3.4", {**VECTOR, "max_cat_to_onehot": 1}, "targets", rounds=3,
      env="xgboost-3.4.1", data={"cats": {1: 12, 4: 40}, "cols": 5}, files=JSON)
plain("vector-leaf-base-margin", VECTOR, "targets", rounds=2, base_margin=3, files=JSON)
plain("vector-leaf-single-3.4", {**VECTOR, "gamma": 1e9}, "targets", rounds=2, env="xgboost-3.4.1",
      files=JSON)


@case("vector-leaf-mixed")
def vector_mixed(g):
    """Vector trees, then a tree an output."""
    g.features()
    y = g.target("targets")
    first = g.train(VECTOR, y, 2)
    return g.train({"multi_strategy": "one_output_per_tree", "tree_method": "hist"}, y, 2,
                   xgb_model=first)


plain("base-score-vector", {"base_score": [0.5, -1.25, 3.0]}, "targets", rounds=2)


# --- categories

SETS, ONE_HOT = {"max_cat_to_onehot": 1}, {"max_cat_to_onehot": 1000}
per_release("categorical-sets", ALL, {**SETS, "tree_method": "hist"}, rounds=4,
            data={"cats": {1: 12, 3: 5}, "cols": 5})
per_release("categorical-one-hot", ("3.2.0", "1.7.6"), {**ONE_HOT, "tree_method": "hist"}, rounds=4,
            data={"cats": {1: 12, 3: 5}, "cols": 5}, files=JSON)
plain("categorical-mixed", {"max_cat_to_onehot": 8}, rounds=4,
      data={"cats": {0: 20, 1: 5, 2: 33}, "cols": 5}, files=UBJ)
plain("categorical-33", SETS, rounds=4, data={"cats": {0: 33}, "cols": 3})
plain("categorical-65", SETS, rounds=4, data={"cats": {0: 65}, "cols": 3, "rows": 600})
plain("categorical-300", {**SETS, "max_depth": 4, "max_cat_threshold": 200}, rounds=4,
      data={"cats": {0: 300}, "cols": 3, "rows": 1500})
plain("categorical-only-column", SETS, rounds=3, data={"cats": {0: 9}, "cols": 1}, files=JSON)
plain("categorical-logistic", {**SETS, "objective": "binary:logistic", "tree_method": "approx"},
      "binary", rounds=4, data={"cats": {2: 10}, "cols": 4}, files=UBJ)
plain("categorical-softprob", {**SETS, "objective": "multi:softprob", "num_class": 3}, "classes",
      rounds=2, data={"cats": {2: 10}, "cols": 4}, files=JSON)
plain("categorical-dart", {**SETS, **DART}, rounds=5, data={"cats": {2: 10}, "cols": 4}, files=UBJ)


def named(name, lists, params=None, kind="real", env=MAIN, rounds=4, **settings):
    """Trained on a data frame with category columns, whose values the file then holds."""
    def make(g):
        import pandas
        columns = {"amount": None, "age": None, **lists, "speed": None}
        g.names = list(columns)
        g.lists = {i: values for i, values in enumerate(columns.values()) if values}
        X = g.features(cols=len(columns), cats={i: len(v) for i, v in g.lists.items()})
        y = g.target(kind)
        data = {}
        for i, name in enumerate(g.names):
            if i in g.lists:
                data[name] = pandas.Categorical.from_codes(
                    np.nan_to_num(X[:, i], nan=-1).astype(int), categories=g.lists[i])
            else:
                data[name] = X[:, i].astype(np.float32)
        matrix = xgb.DMatrix(pandas.DataFrame(data), y, enable_categorical=True, nthread=1)
        return g.train(params or SETS, None, rounds, matrix=matrix)
    case(name, env, frame=True, without_inf=True, **settings)(make)


COLOURS = {"colour": ["red", "green", "blue", "cyan", "magenta", "yellow", "black"],
           "size": ["S", "M", "L", "XL", "one, or \"two\""]}
named("cats-strings", COLOURS)
named("cats-strings-3.4", COLOURS, env="xgboost-3.4.1")
named("cats-integers", {"shop": [10, 20, 35, -4, 7, 1000], "kind": [3, 1, 2]})
named("cats-integers-3.4", {"shop": [10, 20, 35, -4, 7, 1000], "kind": [3, 1, 2]},
      env="xgboost-3.4.1", files=UBJ)
named("cats-mixed", {"shop": [10, 20, 35, -4, 7, 1000], **COLOURS}, {"max_cat_to_onehot": 6},
      "binary", files=UBJ)
named("cats-numeric-text", {"code": ["10", "2", "07", "1.0", "1"]}, files=JSON)
named("cats-non-ascii-3.4", {"größe": ["klein", "mittelgroß", "größer", "日本", "Ωmega", "z"]},
      env="xgboost-3.4.1")
# 3.1 to 3.3 count the offsets of such names in characters, not in bytes: they cannot be read back
named("cats-non-ascii-3.2", {"größe": ["klein", "mittelgroß", "größer", "日本", "Ωmega", "z"]},
      bad=True)
named("cats-many-3.4", {"place": [f"place {i}" for i in range(70)]}, {**SETS, "max_depth": 4},
      env="xgboost-3.4.1", files=JSON)


# --- best iteration, scikit-learn

def early(name, params, kind="binary", rounds=12, save_best=False, **settings):
    def make(g):
        X = g.features()
        y = g.target(kind)
        if kind == "binary":
            y = np.where(g.rng.rand(len(y)) < 0.2, 1 - y, y)
        elif kind == "real":
            y = y + g.rng.randn(len(y)) * 2
        half = len(X) // 2
        stop = xgb.callback.EarlyStopping(rounds=3, save_best=save_best)
        booster = g.train(params, None, rounds, matrix=g.matrix(X[:half], y[:half]),
                          evals=[(g.matrix(X[half:], y[half:]), "eval")], callbacks=[stop],
                          verbose_eval=False)
        assert save_best or 0 < booster.best_iteration + 1 < booster.num_boosted_rounds()
        return booster
    case(name, **settings)(make)


LOGISTIC = {"objective": "binary:logistic", "eta": 0.5}
early("early-stopping", LOGISTIC)
early("early-stopping-all", LOGISTIC, trees="all", files=JSON)
early("early-stopping-one", LOGISTIC, trees=1, files=UBJ)
early("early-stopping-regression", {"eta": 0.5}, "real", files=UBJ)
early("early-stopping-save-best", {"eta": 0.5}, "real", save_best=True, files=JSON)
early("early-stopping-dart", {**DART, "objective": "binary:logistic"}, files=JSON)
early("early-stopping-1.7", LOGISTIC, env="xgboost-1.7.6", files=JSON)
early("early-stopping-softprob", {"objective": "multi:softprob", "num_class": 3, "eta": 0.7},
      "classes", files=JSON)


def wrapper(name, estimator, kind, stop=None, **params):
    def make(g):
        X = g.features().astype(np.float32)
        y = g.target(kind)
        if kind == "binary":
            y = np.where(g.rng.rand(len(y)) < 0.2, 1 - y, y)
        more = {}
        if stop:
            more = {"eval_set": [(X[200:], y[200:])], "verbose": False}
            X, y = X[:200], y[:200]
        g.params = {"estimator": estimator, "n_estimators": 6, "max_depth": 3, **params}
        model = getattr(xgb, estimator)(n_estimators=6, max_depth=3, n_jobs=1, random_state=g.seed,
                                        early_stopping_rounds=stop, **params)
        model.fit(X, y, **more)
        return model
    case(name, estimator=estimator)(make)


wrapper("sklearn-classifier", "XGBClassifier", "binary")
wrapper("sklearn-classifier-multi", "XGBClassifier", "classes")
wrapper("sklearn-classifier-stopped", "XGBClassifier", "binary", stop=1, learning_rate=1.0)
wrapper("sklearn-regressor", "XGBRegressor", "real")
wrapper("sklearn-forest", "XGBRFRegressor", "real")


# --- Python objectives

@case("custom-objective", files=JSON)
def custom_objective(g):
    g.features()
    return g.train({"base_score": 0.25}, g.target(),
                   obj=lambda p, d: (np.tanh(p - d.get_label()), np.full(len(p), 0.5)))


@case("custom-objective-3-classes", files=UBJ)
def custom_classes(g):
    g.features()
    y = g.target("classes")

    def loss(p, d):
        p = p.reshape(len(y), 3)
        e = np.exp(p - p.max(axis=1, keepdims=True))
        e = e / e.sum(axis=1, keepdims=True)
        return e - np.eye(3)[y.astype(int)], np.maximum(2 * e * (1 - e), 1e-6)
    return g.train({"num_class": 3, "base_score": 0.0}, y, 3, obj=loss)


# --- a base margin per row

plain("base-margin", {}, base_margin=1)
plain("base-margin-logistic", {"objective": "binary:logistic"}, "binary", base_margin=1, files=JSON)
plain("base-margin-poisson", {"objective": "count:poisson"}, "count", base_margin=1, files=UBJ)
plain("base-margin-softprob", {"objective": "multi:softprob", "num_class": 3}, "classes", rounds=2,
      base_margin=3, files=JSON)
plain("base-margin-dart", DART, base_margin=1, files=UBJ)
zero_rounds("base-margin", {"objective": "binary:logistic"}, "binary", base_margin=1)


# --- names, cells, types

@case("names-odd")
def names_odd(g):
    g.names = ["plain", "with,comma", 'with "quotes"', "größe", "日本", " blank "]
    g.features()
    return g.train({}, g.target())


@case("names-other-order", shuffled=True, files=JSON)
def names_other_order(g):
    g.names = ["zeta", "alpha", "Alpha", "beta.1", "beta", "f1"]
    g.features()
    return g.train({"objective": "binary:logistic"}, g.target("binary"))


def bracket_names(model):
    model["learner"]["feature_names"] = ["a[0]", "a[1]", "<b>", "c<1", "]", "d"]


@case("names-with-brackets", files=JSON, edit=bracket_names, check_names=False)
def names_with_brackets(g):
    g.features()
    return g.train({}, g.target())


@case("feature-types", files=JSON, types=["int", "float", "i", "q", "int", "q"])
def feature_types(g):
    X = g.features(integers=True)
    X[:, 2] = np.where(X[:, 2] > 0, 1.0, 0.0)
    return g.train({}, g.target())


def spelled(i, j, value):
    """The same number in another legal spelling."""
    if isinstance(value, float) and math.isfinite(value):
        sign = "-" if math.copysign(1, value) < 0 else "+"
        styles = [repr(value), f"{value:+.17e}", f" {value!r}", f"{value!r} ", f"{value:.60g}",
                  f"{value:.20E}", sign + "000" + repr(abs(value)), f"{value:.16e}".replace("e", "E")]
        text = styles[(i * 7 + j * 3) % len(styles)]
        return text if float(text) == value else repr(value)
    if isinstance(value, float) and math.isinf(value):
        return ["inf", "Infinity", "INF", "+inf"][(i + j) % 4] if value > 0 else \
            ["-inf", "-Infinity"][(i + j) % 2]
    return ["", "nan", "NA", "NaN", "null", "N/A"][(i + j) % 6]


@case("csv-spellings", files=JSON, spellings=spelled)
def csv_spellings(g):
    g.features()
    g.notes.append("the cells have many spellings of numbers, infinity and missing values")
    return g.train({}, g.target())


# --- edited files

def odd_thresholds(model):
    values = [math.inf, -math.inf, 1e-45, -1e-45, -0.0, 0.0, 3.4028235e38, -3.4028235e38, 1e-40]
    at = 0
    for tree in trees_of(model):
        for node, left in enumerate(tree["left_children"]):
            if left != -1:
                tree["split_conditions"][node] = values[at % len(values)]
                at += 1


plain("thresholds-odd", {}, edit=odd_thresholds, rounds=4)


def long_numbers(model):
    """More digits than a float32 needs, on a tie of two float32 and beside it."""
    at = 0
    for tree in trees_of(model):
        for node, value in enumerate(tree["split_conditions"]):
            x = np.float32(value)
            high = (float(x) + float(np.nextafter(x, np.float32(np.inf)))) / 2
            tree["split_conditions"][node] = [high, math.nextafter(high, math.inf),
                                              math.nextafter(high, -math.inf), float(x)][at % 4]
            at += 1


plain("numbers-long", {}, edit=long_numbers, files=JSON)


def chain(model):
    """A tree of 150 levels, with leaves on both sides."""
    levels, tree = 150, trees_of(model)[0]
    left, right, parents = [], [], [2147483647]
    feature, value, default = [], [], []
    inner = 0
    count = 2 * levels + 1
    children = {}
    for level in range(levels):
        children[inner] = (1 + 2 * level, 2 + 2 * level)
        parents += [inner, inner]
        inner = 1 + 2 * level + level % 2
    for node in range(count):
        if node in children:
            left.append(children[node][0])
            right.append(children[node][1])
            feature.append(node % 6)
            level = (node + 1) // 2
            # a node goes on to the left on even levels: what is left of it gets narrower and narrower
            value.append(float(np.float32((2.5 - level / 75) if level % 2 == 0 else (level / 75 - 2.5))))
            default.append(level % 2 == 0)
        else:
            left.append(-1)
            right.append(-1)
            feature.append(0)
            value.append(float(np.float32(node / 97)))
            default.append(False)
    default = [int(d) for d in default]
    tree.update(left_children=left, right_children=right, parents=parents, split_indices=feature,
                split_conditions=value, default_left=default, split_type=[0] * count,
                base_weights=[0.0] * count, loss_changes=[0.0] * count, sum_hessian=[1.0] * count)
    tree["tree_param"]["num_nodes"] = str(count)


plain("chain", {"nthread": 1}, edit=chain, rounds=1)


def without(*keys):
    def edit(model):
        for tree in trees_of(model):
            for key in keys:
                tree.pop(key, None)
    return edit


def booleans(model):
    for tree in trees_of(model):
        tree["default_left"] = [bool(v) for v in tree["default_left"]]


def no_version(model):
    del model["version"]


def no_indptr(model):
    gbtree(model).pop("iteration_indptr", None)


def shuffle_keys(value):
    """The same JSON with the keys of all objects in reverse order."""
    if isinstance(value, dict):
        return {key: shuffle_keys(value[key]) for key in sorted(value, reverse=True)}
    if isinstance(value, list):
        return [shuffle_keys(item) for item in value]
    return value


plain("edited-keys-reversed", {}, edit=shuffle_keys)
plain("edited-booleans-1.7", {}, edit=booleans, env="xgboost-1.7.6", files=JSON)
plain("edited-no-version", {}, edit=no_version, files=JSON)
plain("edited-no-indptr", FOREST, rounds=3, trees=2, edit=no_indptr, files=JSON)


def base_text(text):
    def edit(model):
        model["learner"]["learner_model_param"]["base_score"] = text
    return edit


plain("base-score-text-fixed", {}, edit=base_text("0.500000"), files=JSON)
plain("base-score-text-parentheses", {}, edit=base_text("(1.25E0)"), files=JSON)
plain("base-score-text-integer", {}, edit=base_text("2"), files=JSON)
plain("base-score-text-long", {}, edit=base_text("[0.1000000014901161193847656250,]"), files=JSON)


# --- files of old releases, read and predicted by the main one

def old(name, release, params, kind="real", rounds=4, data=None, **settings):
    def make(g):
        g.features(**(data or {}))
        return g.train(params, g.target(kind), rounds)
    case(name + "-" + ".".join(release.split(".")[:2]), trained_by="xgboost-" + release,
         **{"files": JSON, **settings})(make)


for _release in ("1.5.2", "1.2.1", "1.0.2"):
    old("old-squared-error", _release, {})
    old("old-logistic", _release, {"objective": "binary:logistic", "base_score": 0.3}, "binary")
old("old-softprob", "1.2.1", {"objective": "multi:softprob", "num_class": 3}, "classes", rounds=2)
old("old-dart", "1.5.2", DART, rounds=5)
old("old-gblinear", "1.0.2", LINEAR)
# One tree, because these releases added the base score last.
plain("old-logitraw-1.2", {"objective": "binary:logitraw", "base_score": 0.7}, "binary", rounds=1,
      env="xgboost-1.2.1", files=JSON, ancient=True)
plain("old-logitraw-1.0", {"objective": "binary:logitraw", "base_score": 0.7}, "binary", rounds=1,
      env="xgboost-1.0.2", files=JSON, ancient=True)
old("old-categorical", "1.6.2", {"tree_method": "approx", "max_cat_to_onehot": 1},
    data={"cats": {1: 9}, "cols": 4})


# --- UBJSON as other writers make it

def ubjson(arrays="typed", integers="small", order=None):
    """A writer of UBJSON: arrays "typed", "counted" or "plain"; integers "small" or "long"."""
    def integer(value, marker=None):
        kinds = {"i": (-128, 127, ">b"), "U": (0, 255, ">B"), "I": (-2**15, 2**15 - 1, ">h"),
                 "l": (-2**31, 2**31 - 1, ">i"), "L": (-2**63, 2**63 - 1, ">q")}
        for kind, (low, high, layout) in kinds.items():
            if low <= value <= high and (marker is None or kind == marker):
                if integers == "long" and kind != "L" and marker is None:
                    continue
                return kind.encode() + struct.pack(layout, value)
        raise ValueError(value)

    def length(value):
        return b"L" + struct.pack(">q", value)

    def write(value, floats=False):
        if isinstance(value, dict):
            keys = sorted(value, reverse=order == "reversed")
            text = b"{"
            for key in keys:
                name = key.encode()
                text += length(len(name)) + name + write(value[key], key in FLOATS)
            return text + b"}"
        if isinstance(value, str):
            text = value.encode()
            return b"S" + length(len(text)) + text
        if isinstance(value, bool):
            return b"T" if value else b"F"
        if value is None:
            return b"Z"
        if isinstance(value, int) and not floats:
            return integer(value)
        if isinstance(value, (int, float)):
            return b"d" + struct.pack(">f", value)
        numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)
        if arrays == "typed" and numbers and (floats or all(isinstance(v, int) for v in value)):
            kind, layout = ("d", ">f") if floats else ("l", ">i")
            if not floats and integers == "long":
                kind, layout = "L", ">q"
            return (b"[$" + kind.encode() + b"#" + length(len(value))
                    + b"".join(struct.pack(layout, v) for v in value))
        items = b"".join(write(v, floats) for v in value)
        if arrays == "counted" or arrays == "typed":
            return b"[#" + length(len(value)) + items
        return b"[" + items + b"]"

    def encode(model):
        return write(model)
    return encode


FLOATS = {"split_conditions", "base_weights", "loss_changes", "sum_hessian", "weight_drop", "weights",
          "leaf_weights"}
plain("ubj-plain-arrays", {}, files=("json", "ubj"), encode=ubjson("plain"))
plain("ubj-counted-arrays", {}, encode=ubjson("counted", order="reversed"))
plain("ubj-long-integers", {}, encode=ubjson("plain", integers="long"))

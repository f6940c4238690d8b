"""The LightGBM cases."""
import json
import math
import re
import shutil

from common import CASES, Entry, Golden, columns, float32, number, same, write_text

try:
    import lightgbm as lgb
    import numpy as np
except ImportError:  # only the names are wanted, or it is XGBoost's turn
    lgb = None

MAIN = "lightgbm-4.7.0"


def case(name, env=MAIN, trained_by=None, **settings):
    """Register MAKE(g) as a case. It trains and returns a booster, or the text of a model."""
    def register(make):
        def worker(full, entry, out, models):
            golden = LightGBM(full, entry, out, models)
            for key, value in settings.items():
                setattr(golden, key, value)
            return golden
        assert "lightgbm/" + name not in CASES, name
        CASES["lightgbm/" + name] = Entry(make, worker, env, trained_by)
        return make
    return register


class LightGBM(Golden):
    edit = None                # changes the text of the model
    twin = None                # ... for prediction only: the library does not read the text itself
    save = {}                  # arguments of save_model
    frame = None               # columns of a data frame: name -> kind, see frame_of
    estimator = None           # an estimator of scikit-learn's kind, whose classes must agree

    # --- training

    def train(self, params, y, rounds=6, X=None, weight=None, group=None, **more):
        base = {"num_threads": 1, "seed": self.seed, "num_leaves": 7, "min_data_in_leaf": 5,
                "deterministic": True, "force_row_wise": True, "verbosity": -1}
        params = {**base, **params}
        shown = {k: v for k, v in params.items() if not callable(v)}
        self.params = {**shown, "rounds": rounds, **self.params}
        data = self.X if X is None else X
        names = self.names or "auto"
        cats = sorted(self.cats) if self.cats and self.frame is None else "auto"
        dataset = lgb.Dataset(data, y, weight=weight, group=group, feature_name=names,
                              categorical_feature=cats, params=params, free_raw_data=False)
        return lgb.train(params, dataset, rounds, **more)

    # --- writing

    def train_only(self):
        model = self.entry.make(self)
        self.models.mkdir(parents=True, exist_ok=True)
        model.save_model(str(self.models / "model.txt"))
        np.save(self.models / "features.npy", self.X)
        about = json.dumps([self.params, self.names, sorted(self.cats.items()), self.notes])
        write_text(self.models / "about.json", about)

    def trained(self):
        if not self.entry.trained_by:
            return self.entry.make(self)
        self.X = np.load(self.models / "features.npy")
        self.params, self.names, cats, self.notes = json.loads(
            (self.models / "about.json").read_text())
        self.cats = dict(cats)
        return (self.models / "model.txt").read_text(encoding="utf-8")

    def make(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        model = self.trained()
        path = self.folder / "model.txt"
        if isinstance(model, str):
            text = model
        else:
            model.save_model(str(path), **self.save)
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
        if self.edit:
            text = self.edit(text)
        read = path
        if self.twin:
            read = self.folder / "twin.txt"
            write_text(read, self.twin(text))
            self.notes.append("the library does not load this file; it predicted with the same "
                              "model in a form that it takes")
        write_text(path, text)
        booster = lgb.Booster(model_file=str(read))
        self.inputs(text, booster)
        self.write_expected(*self.predict(booster))
        self.write_options()
        self.write_origin(f"lightgbm {lgb.__version__}")
        if self.twin:
            read.unlink()

    def inputs(self, text, booster):
        rows = self.nasty_rows(thresholds(text), around, SPECIALS, odd_codes)
        if self.frame:
            for i, (kind, values) in enumerate(self.frame.values()):
                if kind == "number":
                    continue
                for n, row in enumerate(rows):
                    code = row[i]
                    good = not math.isnan(code) and 0 <= code < len(values)
                    row[i] = str(values[int(code)]) if good else math.nan
                    if n % 17 == 5:
                        row[i] = "never seen" if kind == "text" else "77"
                    elif kind == "float" and good and n % 3 == 0:
                        row[i] = f"{values[int(code)]:g}"
        self.write_input(booster.feature_name(), rows)

    def predict(self, booster):
        header, rows = self.read_input()
        assert header == booster.feature_name()
        if self.frame:
            X = self.frame_of(rows)
        else:
            X = np.array([[number(c) for c in row] for row in rows], dtype=np.float64)
        used = {"num_iteration": self.trees if isinstance(self.trees, int) else -1}
        raw = booster.predict(X, raw_score=True, **used)
        out = booster.predict(X, **used)
        leaves = None
        if booster.num_trees():
            leaves = columns(booster.predict(X, pred_leaf=True, **used))
        # one row at a time gives the same
        if not self.frame:
            for i in (0, 1, len(X) - 1):
                assert same(booster.predict(X[i:i + 1], raw_score=True, **used)[0], raw[i])
        objective = header_value(booster.model_to_string(), "objective").split(" ")[0]
        classes = None
        if objective == "binary":
            classes = out > 0.5
        elif objective in ("multiclass", "multiclassova"):
            classes = np.argmax(out, axis=1)
        if self.estimator is not None:
            assert same(self.estimator.predict(X), np.asarray(classes).astype(int))
        return raw, out, classes, leaves

    def frame_of(self, rows):
        """The data frame that the cells mean."""
        import pandas
        data = {}
        for i, (name, (kind, values)) in enumerate(self.frame.items()):
            cells = [row[i] for row in rows]
            if kind == "number":
                data[name] = np.array([number(c) for c in cells])
            elif kind == "text":
                data[name] = pandas.Categorical([c if c else None for c in cells])
            else:
                known = {str(v): v for v in values}
                if kind == "float":
                    known.update({f"{v:g}": v for v in values})
                data[name] = pandas.Categorical(
                    [known.get(c, 77) if c else None for c in cells])
        return pandas.DataFrame(data)


def header_value(text, key):
    found = re.search(rf"^{key}=(.*)$", text.split("\nTree=")[0], re.M)
    return found.group(1) if found else ""


def blocks(text):
    """The trees of a model as dictionaries of text."""
    found = []
    for block in re.split(r"^Tree=", text.split("\nend of trees")[0], flags=re.M)[1:]:
        found.append(dict(line.split("=", 1) for line in block.splitlines()[1:] if "=" in line))
    return found


def thresholds(text):
    """Column -> thresholds of the numeric splits."""
    found = {}
    for tree in blocks(text):
        if not tree.get("threshold"):
            continue
        features = tree["split_feature"].split()
        kinds = tree.get("decision_type", "").split() or ["0"] * len(features)
        categories = int(tree["num_cat"]) > 0
        for feature, threshold, kind in zip(features, tree["threshold"].split(), kinds):
            if not (categories and int(kind) & 1):
                found.setdefault(int(feature), set()).add(float(threshold))
    return {feature: sorted(values, key=lambda v: (v, math.copysign(1, v)))
            for feature, values in found.items()}


def around(t):
    if math.isinf(t):
        return [t, -t, math.copysign(1.7976931348623157e308, t)]
    up, down = math.nextafter(t, math.inf), math.nextafter(t, -math.inf)
    return [t, t, up, down, float32(t), math.nextafter(up, math.inf)]


ZERO = 1.0000000180025095e-35    # LightGBM's kZeroThreshold
SPECIALS = [
    math.nan, math.nan, 0.0, -0.0, 1.0, -1.0, 5e-324, -5e-324, 1e-320, 1e-300, 1e-36, -1e-36, 1e-35,
    -1e-35, ZERO, -ZERO, 1.0000000180025094e-35, -1.0000000180025094e-35, 1.0000000180025097e-35,
    -1.0000000180025097e-35, 1.1e-35, -1.1e-35, math.inf, -math.inf, 1.7976931348623157e308,
    -1.7976931348623157e308, 1e300, -1e30, 1e30, 16777217.0, 2147483648.0, 4294967299.0, 0.1,
    0.30000000000000004, 3.4028234663852886e38, 1e39, 123456789.12345679]


def odd_codes(count):
    last = float(count - 1)
    return [-1.0, -0.5, -0.9999999, -0.0, 0.0, 3.7, 3.99, 2.9999, 0.9999999999999999, last,
            last + 0.5, last + 1, count + 5.0, 31.0, 32.0, 63.0, 64.0, 1e6, 16777217.0, 2147483647.0,
            2147483648.0, 4294967299.0, 9.223372036854776e18, 1e30, 1e300, math.nan, math.nan,
            math.inf, -math.inf, 1e-36, 1.1e-35]


def plain(name, params, kind="real", env=MAIN, rounds=6, data=None, k=3, **settings):
    def make(g):
        g.features(**(data or {}))
        return g.train(params, g.target(kind, k), rounds)
    case(name, env, **settings)(make)


# --- missing values and zeros

plain("regression-missing", {"objective": "regression"})
plain("regression-no-missing", {"objective": "regression"}, data={"nan": 0})
plain("regression-zeros", {"objective": "regression"}, data={"zeros": 0.4, "nan": 0.1})
plain("regression-integers", {"objective": "regression"}, data={"integers": True, "nan": 0})
plain("zero-as-missing", {"objective": "regression", "zero_as_missing": True},
      data={"zeros": 0.2, "nan": 0.05})
plain("zero-as-missing-no-nan", {"objective": "regression", "zero_as_missing": True},
      data={"zeros": 0.2, "nan": 0})
plain("use-missing-false", {"objective": "regression", "use_missing": False})
plain("tiny-values", {"objective": "regression"}, data={"scale": 1e-35, "zeros": 0.2})
plain("huge-values", {"objective": "regression"}, data={"scale": 1e300})
plain("one-feature", {"objective": "regression"}, data={"cols": 1})
plain("many-features", {"objective": "regression"}, data={"cols": 150, "nan": 0.8}, rows=30)

# --- objectives

plain("binary", {"objective": "binary"}, "binary")
plain("binary-sigmoid", {"objective": "binary", "sigmoid": 1.7}, "binary")
plain("binary-sigmoid-long", {"objective": "binary", "sigmoid": 0.123456789}, "binary")
plain("binary-unbalance", {"objective": "binary", "is_unbalance": True,
                           "boost_from_average": False}, "binary")
plain("multiclass-3", {"objective": "multiclass", "num_class": 3}, "classes", rounds=3)
plain("multiclass-5", {"objective": "multiclass", "num_class": 5}, "classes", k=5, rounds=3)
plain("multiclass-ova", {"objective": "multiclassova", "num_class": 3, "sigmoid": 0.3}, "classes",
      rounds=3)
plain("multiclass-ova-1", {"objective": "multiclassova", "num_class": 4}, "classes", k=4, rounds=3)
plain("reg-sqrt", {"objective": "regression", "reg_sqrt": True})
plain("l1-sqrt", {"objective": "regression_l1", "reg_sqrt": True})
plain("huber-sqrt", {"objective": "huber", "reg_sqrt": True})
plain("poisson", {"objective": "poisson"}, "count")
plain("gamma", {"objective": "gamma"}, "positive")
plain("tweedie", {"objective": "tweedie", "tweedie_variance_power": 1.3}, "count")
plain("l1", {"objective": "regression_l1"})
plain("huber", {"objective": "huber", "alpha": 0.7})
plain("fair", {"objective": "fair"})
plain("quantile", {"objective": "quantile", "alpha": 0.3})
plain("mape", {"objective": "mape"}, "positive")
plain("cross-entropy", {"objective": "cross_entropy"}, "unit")
plain("cross-entropy-lambda", {"objective": "cross_entropy_lambda"}, "unit")


def ranking(name, objective):
    @case(name)
    def make(g):
        X = g.features()
        return g.train({"objective": objective}, g.target("relevance"), group=[20] * (len(X) // 20))


ranking("lambdarank", "lambdarank")
ranking("rank-xendcg", "rank_xendcg")


# --- boosting

DART = {"objective": "regression", "boosting": "dart", "drop_rate": 0.4, "skip_drop": 0.2}
plain("dart", DART, rounds=8)
plain("dart-like-xgboost", {**DART, "xgboost_dart_mode": True}, rounds=8)
plain("dart-binary", {**DART, "objective": "binary"}, "binary", rounds=8)
RF = {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6, "feature_fraction": 0.8}
plain("rf", {**RF, "objective": "regression"})
plain("rf-binary", {**RF, "objective": "binary"}, "binary")
plain("rf-multiclass", {**RF, "objective": "multiclass", "num_class": 3}, "classes", rounds=3)
plain("rf-first-rounds", {**RF, "objective": "binary"}, "binary", trees=3)
plain("rf-sqrt", {**RF, "objective": "regression", "reg_sqrt": True})
plain("goss", {"objective": "regression", "data_sample_strategy": "goss", "learning_rate": 0.5},
      data={"rows": 1000})
plain("goss-3.3", {"objective": "regression", "boosting": "goss", "learning_rate": 0.5},
      env="lightgbm-3.3.5", data={"rows": 1000})
plain("first-rounds", {"objective": "regression"}, trees=2)
plain("all-rounds", {"objective": "multiclass", "num_class": 3}, "classes", rounds=3, trees="all")
plain("constraints", {"objective": "regression", "monotone_constraints": [1, 0, -1, 0, 0, 0],
                      "interaction_constraints": [[0, 1, 2], [3, 4, 5]], "path_smooth": 1.0,
                      "extra_trees": True})
plain("quantised-gradients", {"objective": "regression", "use_quantized_grad": True})
plain("weights-bagging", {"objective": "binary", "scale_pos_weight": 3.0, "bagging_freq": 1,
                          "bagging_fraction": 0.7, "lambda_l1": 0.3, "max_delta_step": 0.5}, "binary")
plain("leaves-63", {"objective": "regression", "num_leaves": 63, "min_data_in_leaf": 1}, rounds=2)
plain("stump", {"objective": "regression", "num_leaves": 2})
plain("min-data-too-large", {"objective": "regression", "min_data_in_leaf": 10000})


@case("constant-label")
def constant_label(g):
    g.features()
    return g.train({"objective": "regression"}, np.full(len(g.X), 3.7))


@case("constant-label-binary")
def constant_label_binary(g):
    g.features()
    return g.train({"objective": "binary"}, np.ones(len(g.X)))


# --- linear trees

LINEAR = {"objective": "regression", "linear_tree": True, "linear_lambda": 0.1}
plain("linear", LINEAR)
plain("linear-no-missing", LINEAR, data={"nan": 0})
plain("linear-binary", {**LINEAR, "objective": "binary"}, "binary")
plain("linear-multiclass", {**LINEAR, "objective": "multiclass", "num_class": 3}, "classes", rounds=2)
plain("linear-categorical", {**LINEAR, "min_data_per_group": 1, "cat_smooth": 1}, rounds=4,
      data={"cats": {1: 10, 3: 30}, "cols": 5})
plain("linear-tiny-values", LINEAR, data={"scale": 1e-34}, rounds=3)


@case("linear-constant-tree")
def linear_constant(g):
    g.features()
    return g.train(LINEAR, np.full(len(g.X), -2.25))


# --- categories as codes

CATS = {"objective": "regression", "max_cat_to_onehot": 4, "min_data_per_group": 1, "cat_smooth": 1,
        "cat_l2": 1}
plain("categorical-sets", CATS, data={"cats": {1: 12, 3: 7}, "cols": 5})
plain("categorical-80", CATS, data={"cats": {0: 80}, "cols": 3, "rows": 800})
plain("categorical-1500", {**CATS, "max_cat_threshold": 64}, rounds=3,
      data={"cats": {0: 1500}, "cols": 2, "rows": 6000})
plain("categorical-one-hot", {**CATS, "max_cat_to_onehot": 1000}, data={"cats": {1: 12, 3: 40},
                                                                     "cols": 5})
plain("categorical-no-missing", CATS, data={"cats": {1: 12, 3: 40}, "cols": 5, "nan": 0})
plain("categorical-zero-as-missing", {**CATS, "zero_as_missing": True},
      data={"cats": {1: 12, 3: 40}, "cols": 5, "zeros": 0.1})
plain("categorical-use-missing-false", {**CATS, "use_missing": False},
      data={"cats": {1: 12}, "cols": 4})
plain("categorical-binary", {**CATS, "objective": "binary"}, "binary",
      data={"cats": {0: 33, 2: 65}, "cols": 4, "rows": 600})
plain("categorical-multiclass-dart", {**CATS, **DART, "objective": "multiclass", "num_class": 3},
      "classes", rounds=3, data={"cats": {0: 20}, "cols": 3})
plain("categorical-only-column", CATS, data={"cats": {0: 9}, "cols": 1}, rounds=3)
plain("categorical-3.3", CATS, data={"cats": {1: 12, 3: 40}, "cols": 5}, env="lightgbm-3.3.5")


# --- categories of data frames

def framed(name, lists, params=None, kind="real", env=MAIN, **settings):
    """LISTS: column -> (kind, values); a kind that begins with "ordered" makes an ordered column."""
    def make(g):
        import pandas
        columns = {"amount": ("number", None), **lists, "age": ("number", None)}
        g.frame = {key: (sort.replace("ordered ", ""), values)
                   for key, (sort, values) in columns.items()}
        X = g.features(cols=len(columns), cats={i: len(values) for i, (sort, values)
                                                in enumerate(columns.values()) if values})
        y = g.target(kind)
        data = {}
        for i, (key, (sort, values)) in enumerate(columns.items()):
            if values:
                codes = np.nan_to_num(X[:, i], nan=-1).astype(int)
                data[key] = pandas.Categorical.from_codes(codes, categories=values,
                                                          ordered=sort.startswith("ordered"))
            else:
                data[key] = X[:, i]
        return g.train(params or CATS, y, X=pandas.DataFrame(data))
    case(name, env, **settings)(make)


COLOURS = ["red", "green", "blue", "cyan", "magenta", "yellow", "black"]
framed("pandas-strings", {"colour": ("text", COLOURS), "size": ("text", ["S", "M", "L", "XL"])})
framed("pandas-integers", {"shop": ("integer", [10, 20, 35, -4, 7, 1000])})
framed("pandas-floats", {"dose": ("float", [0.5, 1.25, 3.0, -2.0, 0.1])})
framed("pandas-booleans", {"paid": ("boolean", [False, True]), "colour": ("text", COLOURS)})
framed("pandas-odd-strings", {"what": ("text", ["a,b", 'say "x"', "größe", "日本", "10", "07", " x ",
                                                "back\\slash", "tab\there", "z"])})
framed("pandas-ordered", {"grade": ("ordered text", ["low", "middle", "high"]),
                          "colour": ("text", COLOURS)},
       options={"categories": "grade,colour"})
framed("pandas-ordered-only", {"grade": ("ordered text", ["low", "middle", "high", "top"])},
       options={"categories": "grade"})
framed("pandas-3.3", {"colour": ("text", COLOURS), "shop": ("integer", [10, 20, 35, -4])},
       env="lightgbm-3.3.5")
framed("pandas-no-categories", {})


# --- Python objectives, continued and stopped training

@case("custom-objective")
def custom_objective(g):
    g.features()
    return g.train({"objective": lambda p, d: (np.tanh(p - d.get_label()), np.full(len(p), 0.5))},
                   g.target())


@case("custom-objective-3-classes")
def custom_classes(g):
    g.features()
    y = g.target("classes")

    def loss(p, d):
        e = np.exp(p - p.max(axis=1, keepdims=True))
        e = e / e.sum(axis=1, keepdims=True)
        return e - np.eye(3)[y.astype(int)], np.maximum(2 * e * (1 - e), 1e-6)
    return g.train({"objective": loss, "num_class": 3}, y, 3)


@case("continued")
def continued(g):
    g.features()
    y = g.target()
    first = g.train({"objective": "regression", "learning_rate": 0.3}, y, 3)
    g.params = {"then": "3 more rounds with learning_rate 0.05"}
    return g.train({"objective": "regression", "learning_rate": 0.05}, y, 3, init_model=first)


@case("refit")
def refit(g):
    g.features()
    first = g.train({"objective": "regression"}, g.target())
    g.params["then"] = "refit on another label, decay_rate 0.5"
    return first.refit(g.X, g.target(), decay_rate=0.5)


@case("refit-binary")
def refit_binary(g):
    g.features(cats={1: 8})
    first = g.train({**CATS, "objective": "binary"}, g.target("binary"))
    g.params["then"] = "refit on another label, decay_rate 0.9"
    return first.refit(g.X, g.target("binary"), decay_rate=0.9)


def early(name, keep, **settings):
    @case(name, **settings)
    def make(g):
        X = g.features()
        y = g.target("binary")
        y = np.where(g.rng.rand(len(y)) < 0.2, 1 - y, y)
        half = len(X) // 2
        booster = g.train({"objective": "binary", "learning_rate": 0.5}, y[:half], 20, X=X[:half],
                          valid_sets=[lgb.Dataset(X[half:], y[half:])], keep_training_booster=keep,
                          callbacks=[lgb.early_stopping(3, verbose=False)])
        assert booster.best_iteration < 20
        return booster


early("early-stopping", False)
early("early-stopping-all-saved", True, save={"num_iteration": -1})
early("early-stopping-kept", True)


@case("sklearn-classifier")
def sklearn_classifier(g):
    X = g.features()
    g.params = {"estimator": "LGBMClassifier", "n_estimators": 6, "num_leaves": 7}
    g.estimator = lgb.LGBMClassifier(n_estimators=6, num_leaves=7, n_jobs=1, random_state=g.seed,
                                     verbosity=-1)
    return g.estimator.fit(X, g.target("binary")).booster_


@case("sklearn-classifier-multi")
def sklearn_multi(g):
    X = g.features()
    g.params = {"estimator": "LGBMClassifier", "n_estimators": 3, "num_leaves": 7}
    g.estimator = lgb.LGBMClassifier(n_estimators=3, num_leaves=7, n_jobs=1, random_state=g.seed,
                                     verbosity=-1)
    return g.estimator.fit(X, g.target("classes")).booster_


@case("names")
def names(g):
    g.names = ["a=b", "größe", "日本", "a b", "x|y", "semi;colon"]
    g.features()
    return g.train({"objective": "regression"}, g.target())


# --- files of old releases, read and predicted by the main one

def old(name, release, params, kind="real", rounds=4, data=None, **settings):
    def make(g):
        g.features(**(data or {}))
        return g.train(params, g.target(kind), rounds)
    case(name + "-" + ".".join(release.split(".")[:2]), trained_by="lightgbm-" + release,
         **settings)(make)


for _release in ("2.2.3", "2.3.1", "3.0.0", "3.3.5", "4.0.0"):
    old("old-regression", _release, {"objective": "regression"})
    old("old-categorical", _release, {**CATS, "objective": "binary"}, "binary",
        data={"cats": {1: 12, 3: 40}, "cols": 5})
old("old-multiclass", "2.2.3", {"objective": "multiclass", "num_class": 3}, "classes", rounds=2)
old("old-cross-entropy", "2.2.3", {"objective": "xentropy"}, "unit")
old("old-rf", "2.3.1", {**RF, "objective": "binary"}, "binary")
old("old-linear", "3.3.5", LINEAR)
old("old-zero-as-missing", "2.2.3", {"objective": "regression", "zero_as_missing": True},
    data={"zeros": 0.2})


# --- edited files

def no_sizes(text):
    return re.sub(r"^tree_sizes=.*\n", "", text, flags=re.M)


def replace(pattern, new):
    def edit(text):
        changed, count = re.subn(pattern, new, text, flags=re.M)
        assert count, pattern
        return no_sizes(changed)
    return edit


def values(key, *texts, trees=None, rest=None):
    """Replace the numbers of this key, in turn, in the first trees; by REST in the others."""
    def edit(text):
        parts = re.split(r"^(?=Tree=)", no_sizes(text), flags=re.M)
        at = 0
        for i, part in enumerate(parts[1:], 1):
            found = re.search(rf"^{key}=(.*)$", part, re.M)
            new = []
            for _ in found.group(1).split():
                new.append(texts[at % len(texts)] if trees is None or i <= trees else rest)
                at += 1
            parts[i] = part[:found.start(1)] + " ".join(new) + part[found.end(1):]
        return "".join(parts)
    return edit


def both(*edits):
    def edit(text):
        for one in edits:
            text = one(text)
        return text
    return edit


REGRESSION = {"objective": "regression"}
plain("edited-no-sizes", REGRESSION, edit=no_sizes)
plain("edited-crlf", {"objective": "binary"}, "binary",
      edit=lambda text: no_sizes(text).replace("\n", "\r\n"))
plain("edited-crlf-sizes", {"objective": "multiclass", "num_class": 3}, "classes", rounds=2,
      edit=lambda text: text.replace("\n", "\r\n"), twin=lambda text: text.replace("\r\n", "\n"))
plain("edited-wrong-sizes", REGRESSION, edit=lambda text: re.sub("tree_sizes=[0-9]", "tree_sizes=1",
                                                               text), twin=no_sizes)
plain("edited-no-final-newline", REGRESSION, edit=lambda text: text.rstrip("\n"))
plain("edited-no-pandas-line", REGRESSION,
      edit=lambda text: text.split("\npandas_categorical")[0] + "\n")
plain("edited-only-trees", {"objective": "binary"}, "binary",
      edit=lambda text: text.split("end of trees")[0] + "end of trees\n")
plain("edited-like-v2", {"objective": "cross_entropy"}, "unit",
      edit=both(replace("^version=v4", "version=v2"), replace("^objective=.*", "objective=xentropy"),
                replace(r"^is_linear=0\n", ""), replace(r"^num_tree_per_iteration=.*\n", ""),
                replace(r"^leaf_weight=.*\n", ""), replace(r"^internal_weight=.*\n", "")))
for _alias, _real, _kind in (("mse", "regression", "real"), ("mae", "regression_l1", "real"),
                             ("xentlambda", "cross_entropy_lambda", "unit")):
    plain(f"edited-alias-{_alias}", {"objective": _real}, _kind, rounds=2, rows=40,
          edit=replace("^objective=.*", f"objective={_alias}"))
plain("edited-no-objective", {"objective": "binary"}, "binary", edit=replace(r"^objective=.*\n", ""))
plain("edited-custom", {"objective": "poisson"}, "count", edit=replace("^objective=.*",
                                                                     "objective=custom"))
plain("edited-sigmoid-tiny", {"objective": "binary"}, "binary",
      edit=replace("sigmoid:1$", "sigmoid:1e-07"))
plain("edited-sigmoid-huge", {"objective": "binary"}, "binary",
      edit=replace("sigmoid:1$", "sigmoid:1.23457e+07"))
plain("edited-no-decision-type", REGRESSION, edit=replace(r"^decision_type=.*\n", ""))
plain("edited-shrinkage", REGRESSION, edit=replace("^shrinkage=.*", "shrinkage=7.5"))
plain("edited-duplicate-keys", REGRESSION, rounds=2, edit=both(
    replace("^max_feature_idx=5", "max_feature_idx=2\nmax_feature_idx=5"),
    replace("^num_cat=0", "leaf_value=1 2 3\nnum_cat=0")))
plain("edited-unknown-keys", REGRESSION, rounds=2, edit=both(
    replace("^label_index=0", "label_index=0\nsomething=new\nbare_word"),
    replace("^num_cat=0", "num_cat=0\nnovelty=1 2 3")))
plain("edited-spaces", REGRESSION, rounds=2, edit=replace(r"(?<=\d) (?=[-\d])", "  "))
plain("edited-partial-iteration", {"objective": "multiclass", "num_class": 3}, "classes", rounds=3,
      edit=lambda text: no_sizes(re.sub(r"Tree=8\n.*?(?=end of trees)", "", text, flags=re.S)))
NO_TREES = re.compile(r"Tree=0\n.*?(?=end of trees)", re.S)
plain("edited-no-trees", REGRESSION, rows=40, edit=lambda text: no_sizes(NO_TREES.sub("", text)))
plain("edited-no-trees-binary", {"objective": "binary"}, "binary", rows=40,
      edit=lambda text: no_sizes(NO_TREES.sub("", text)))
plain("edited-no-trees-multiclass", {"objective": "multiclass", "num_class": 3}, "classes", rows=40,
      rounds=2, edit=lambda text: no_sizes(NO_TREES.sub("", text)))

THRESHOLDS = ["inf", "-inf", "1e-320", "1e400", "-1e400", "0", "-0", "1.0000000180025095e-35",
              "-1.0000000180025095e-35", "1.0000000180025097e-35", "-1e-35", "5e-324", "Infinity",
              "1.7976931348623157e308", "-1.7976931348623157e+308"]
plain("thresholds-odd", REGRESSION, edit=values("threshold", *THRESHOLDS))
plain("thresholds-long", REGRESSION, rounds=2, edit=values(
    "threshold", "0.1000000000000000055511151231257827021181583404541015625",
    "0.30000000000000001665334536937734", "0.299999999999999988897769753748434595763683319091796875",
    "+.5", "5E-1", "00000.7", "1e-1", "9007199254740993", "-0.0000000000000000000000001e25",
    "2.2250738585072011e-308", "1."))
LEAVES = ["1e-320", "-0", "5e-324", "-5e-324", "0", "-1e-310", "2.2250738585072014e-308"]
plain("leaves-denormal", REGRESSION, edit=values("leaf_value", *LEAVES))
plain("leaves-negative-zero", REGRESSION, rounds=2, edit=values("leaf_value", "-0"))
plain("decision-types", REGRESSION, edit=values("decision_type", *"0 2 4 6 8 10 4 8".split()),
      data={"zeros": 0.3})
plain("decision-types-bit-0", REGRESSION, edit=values("decision_type", *"1 3 5 7 9 11".split()),
      data={"zeros": 0.3})


def categorical_types(text):
    """Categorical nodes keep bit 0 and get every other bit; so do numeric ones beside them."""
    at = 0

    def change(found):
        nonlocal at
        new = []
        for word in found.group(1).split():
            at += 1
            new.append(str((int(word) & 1) + [0, 2, 4, 8, 10, 6][at % 6]))
        return "decision_type=" + " ".join(new)
    return re.sub("^decision_type=(.*)$", change, no_sizes(text), flags=re.M)


plain("decision-types-categorical", CATS, data={"cats": {1: 12, 3: 40}, "cols": 5, "zeros": 0.1},
      edit=categorical_types)

EDGES = ["800", "-800", "709", "710", "-745", "-746", "36.7", "-37", "709.78", "1e308", "-1e308"]
for _name, _params, _kind in (
        ("binary", {"objective": "binary", "sigmoid": 1.5}, "binary"),
        ("cross-entropy-lambda", {"objective": "cross_entropy_lambda"}, "unit"),
        ("cross-entropy", {"objective": "cross_entropy"}, "unit"),
        ("poisson", {"objective": "poisson"}, "count"),
        ("sqrt", {"objective": "regression", "reg_sqrt": True}, "real")):
    plain(f"edges-{_name}", {**_params, "num_leaves": 11}, _kind, rounds=1,
          edit=values("leaf_value", *EDGES))
plain("edges-multiclass", {"objective": "multiclass", "num_class": 3, "num_leaves": 5}, "classes",
      rounds=1, edit=values("leaf_value", *EDGES))


def hand_made(trees, features=3, objective="objective=regression\n", more=""):
    """The text of a model of trees that no training makes."""
    infos = " ".join(["[-1:1]"] * features)
    names = " ".join(f"Column_{i}" for i in range(features))
    text = (f"tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n"
            f"max_feature_idx={features - 1}\n{objective}feature_names={names}\n"
            f"feature_infos={infos}\n{more}\n")
    for i, tree in enumerate(trees):
        text += f"Tree={i}\n" + "".join(f"{key}={value}\n" for key, value in tree.items()) + "\n\n"
    return text + "end of trees\n\nparameters:\nend of parameters\n"


def by_hand(name, trees, cats=None, cols=3, **settings):
    @case(name, **settings)
    def make(g):
        g.features(cols=cols, cats=cats)
        g.notes.append("the model is made by hand")
        return hand_made(trees(), cols)


def numbers(values):
    return " ".join(str(v) for v in values)


def category_trees():
    """Empty sets, a set of 0 only, of 31, 32, 63, 64 and of none in words that are all 0."""
    return [
        {"num_leaves": 4, "num_cat": 3, "split_feature": "0 1 0", "threshold": "0 1 2",
         "decision_type": "1 1 1", "left_child": "1 -1 -3", "right_child": "2 -2 -4",
         "leaf_value": "1 2 4 8", "cat_boundaries": "0 0 1 4",
         "cat_threshold": "1 2147483648 2147483649 1", "is_linear": 0, "shrinkage": 1},
        {"num_leaves": 3, "num_cat": 1, "split_feature": "0 2", "threshold": "0 0.25",
         "decision_type": "1 2", "left_child": "1 -2", "right_child": "-1 -3",
         "leaf_value": "16 32 64", "cat_boundaries": "0 5", "cat_threshold": "0 0 0 0 4294967295",
         "is_linear": 0, "shrinkage": 1}]


by_hand("hand-made-categories", category_trees, cats={0: 70, 1: 3})


def single_leaves():
    """Single leaves: with empty arrays, without them, and one that is linear."""
    empty = {"num_leaves": 1, "num_cat": 0, "split_feature": "", "threshold": "",
             "decision_type": "", "left_child": "", "right_child": "", "leaf_value": "0.1"}
    return [empty, {"num_leaves": 1, "num_cat": 0, "leaf_value": "0.2"},
            {**empty, "leaf_value": "0.7", "is_linear": 1, "leaf_const": "0.3", "num_features": "2",
             "leaf_features": "0 2", "leaf_coeff": "0.5 -1.5", "shrinkage": 1}]


by_hand("hand-made-single-leaves", single_leaves)


def chain():
    """150 levels, a leaf on either side in turn."""
    levels = 150
    left, right = [], []
    for i in range(levels):
        inner, leaf = i + 1 if i + 1 < levels else ~levels, ~i
        left.append(inner if i % 2 == 0 else leaf)
        right.append(leaf if i % 2 == 0 else inner)
    value = [2.5 - i / 75 if i % 2 == 0 else i / 75 - 2.5 for i in range(levels)]
    return [{"num_leaves": levels + 1, "num_cat": 0,
             "split_feature": numbers(i % 3 for i in range(levels)), "threshold": numbers(value),
             "decision_type": numbers([10, 8, 2, 0][i % 4] for i in range(levels)),
             "left_child": numbers(left), "right_child": numbers(right),
             "leaf_value": numbers(i / 7 for i in range(levels + 1)), "is_linear": 0, "shrinkage": 1}]


by_hand("hand-made-chain", chain)


def backwards():
    """Children with smaller numbers than their parents."""
    return [{"num_leaves": 4, "num_cat": 0, "split_feature": "0 1 2", "threshold": "0 0.5 -0.5",
             "decision_type": "2 8 10", "left_child": "2 -4 -1", "right_child": "-2 -3 1",
             "leaf_value": "1 2 3 4", "is_linear": 0, "shrinkage": 1}]


by_hand("hand-made-backwards", backwards)


def linear_leaves():
    """Orders of addition and infinite products; a feature twice; a leaf without features."""
    return [{"num_leaves": 3, "num_cat": 0, "split_feature": "0 1", "threshold": "0 0",
             "decision_type": "10 8", "left_child": "1 -1", "right_child": "-2 -3",
             "leaf_value": "1 2 4", "is_linear": 1, "leaf_const": "0.1 -0.7 1e16",
             "num_features": "3 0 4", "leaf_features": "0 1 2  2 2 1 0",
             "leaf_coeff": "0.1 0.3 -0.7  1e16 -1e16 3.3 0.1", "shrinkage": 1}]


by_hand("hand-made-linear", linear_leaves)

"""Read the cases again, straight from the rules of the formats and without the libraries.

Slow and plain: every margin and every leaf number must agree to the last bit; outputs are compared
within a few units of the last place, because exp of Python is not the exp of the libraries.
"""
import csv
import json
import math
import re
import struct
from pathlib import Path

MISSING = ("", "nan", "NaN", "NA", "N/A", "null")
ZERO = 1.0000000180025095e-35


def single(x):
    """Round to binary32."""
    try:
        return struct.unpack("f", struct.pack("f", x))[0]
    except OverflowError:
        return math.copysign(math.inf, x)


def is_missing(x):
    return x != x


# --- UBJSON

def read_ubjson(data):
    at = 0
    layouts = {"i": ">b", "U": ">B", "I": ">h", "l": ">i", "L": ">q", "d": ">f", "D": ">d"}

    def take(count):
        nonlocal at
        at += count
        assert at <= len(data)
        return data[at - count:at]

    def unpack(kind, count=1):
        layout = layouts[kind]
        size = struct.calcsize(layout)
        return struct.unpack(">" + str(count) + layout[1], take(size * count))

    def length():
        return unpack(chr(take(1)[0]))[0]

    def text():
        return take(length()).decode()

    def value(kind):
        nonlocal at
        if kind == "{":
            found = {}
            while data[at:at + 1] != b"}":
                key = text()
                found[key] = value(chr(take(1)[0]))
            at += 1
            return found
        if kind == "[":
            if data[at:at + 1] == b"$":
                kind = chr(take(2)[1])
                assert take(1) == b"#"
                return list(unpack(kind, length()))
            if data[at:at + 1] == b"#":
                at += 1
                return [value(chr(take(1)[0])) for _ in range(length())]
            found = []
            while data[at:at + 1] != b"]":
                found.append(value(chr(take(1)[0])))
            at += 1
            return found
        if kind == "S":
            return text()
        if kind in "TFZ":
            return {"T": True, "F": False, "Z": None}[kind]
        return unpack(kind)[0]
    return value(chr(take(1)[0]))


# --- XGBoost

def decimal32(text):
    """Decimal text to the nearest binary32, without a detour over binary64."""
    from fractions import Fraction
    x = float(text)
    if math.isinf(x) or is_missing(x):
        return x
    near = single(x)
    if near == x or math.isinf(near):
        return near
    # the double may have been rounded onto the middle of two floats: decide by the exact value
    bits = struct.unpack("<i", struct.pack("<f", abs(near)))[0]
    best = None
    for other in (bits - 1, bits, bits + 1):
        if not 0 <= other < 0x7f800000:
            continue
        candidate = struct.unpack("<f", struct.pack("<i", other))[0]
        distance = abs(Fraction(candidate) - abs(Fraction(text)))
        if best is None or (distance, other & 1) < best[0]:
            best = ((distance, other & 1), candidate)
    return math.copysign(best[1], x)


def xgboost_model(path):
    if path.suffix == ".ubj":
        return read_ubjson(path.read_bytes())
    return json.loads(path.read_text(encoding="utf-8"), parse_float=decimal32)


def logit(b):
    return single(-single(math.log(single(single(1 / b) - 1)))) if 0 < b < 1 else None


def to_margin(objective, base, version):
    """The margin of a base score, and whether it is only near (a logarithm was taken)."""
    if objective in ("binary:logistic", "reg:logistic"):
        if version >= (3, 2):
            base = [min(max(b, single(1e-6)), single(1 - single(1e-6))) for b in base]
        return [logit(b) for b in base]
    if objective == "binary:logitraw" and version < (1, 3):
        return [logit(b) for b in base]
    if objective in ("count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft"):
        return [single(math.log(b)) for b in base]
    if objective == "reg:expectileerror":
        eps, margins = single(1e-6), [base[0]]
        for before, b in zip(base, base[1:]):
            x = max(single(single(b - before) - eps), eps)
            margins.append(single(x + single(math.log(single(-math.expm1(-x))))))
        return margins
    return base


def xgboost_rows(model, header, cells, options):
    """Raw margins and leaves by the rules; one (raw, leaves) a row."""
    learner = model["learner"]
    param = learner["learner_model_param"]
    count = int(param["num_feature"])
    outputs = max(int(param["num_class"]), int(param.get("num_target", 1)), 1)
    names = learner.get("feature_names") or header[:count]
    columns = [header.index(name) for name in names]
    objective = learner["objective"]["name"]
    version = tuple(model.get("version", (1, 0, 0)))
    booster = learner["gradient_booster"]
    text = param["base_score"].strip().strip("[]()")
    base = [decimal32(part) for part in text.split(",") if part.strip()]
    base = base * outputs if len(base) == 1 else base
    assert len(base) == outputs
    inner = booster.get("gbtree", booster)["model"]
    trees = inner.get("trees", [])
    linear = booster["name"] == "gblinear"
    rounds = inner.get("boosted_rounds", 1) if linear else len(trees)
    if not (version >= (3, 1) and rounds == 0 and param.get("boost_from_average", "1") == "1"):
        base = to_margin(objective, base, version)
    weights = (booster.get("weight_drop") or inner.get("weight_drop") or [1.0] * len(trees))
    assert len(weights) == len(trees)
    groups = inner.get("tree_info")

    used = len(trees)
    limit = options.get("trees")
    if limit is None and "best_iteration" in learner.get("attributes", {}):
        limit = int(learner["attributes"]["best_iteration"]) + 1
    if limit not in (None, "all", 0) and trees:
        steps = inner.get("iteration_indptr")
        if not steps:
            layer = (max(groups) + 1) * max(1, int(
                inner["gbtree_model_param"].get("num_parallel_tree", 1)))
            steps = range(0, len(trees) + 1, layer)
        used = steps[min(int(limit), len(steps) - 1)]

    lists = {}
    for column, item in enumerate((inner.get("cats") or {}).get("enc", [])):
        values = item["values"]
        if "offsets" in item:
            raw = bytes(v & 255 for v in values)
            edges = item["offsets"]
            values = [raw[a:b].decode() for a, b in zip(edges, edges[1:])]
        if values:
            lists[column] = {str(v): float(code) for code, v in enumerate(values)}
    own = options.get("base_margin")
    own = [header.index(name) for name in own.split(",")] if own else None

    def leaf(tree, row):
        node = 0
        while tree["left_children"][node] != -1:
            v, go = row[tree["split_indices"][node]], False
            kinds = tree.get("split_type")
            if is_missing(v):
                go = bool(tree["default_left"][node])
            elif kinds and kinds[node]:
                k = tree["categories_nodes"].index(node)
                start = tree["categories_segments"][k]
                listed = tree["categories"][start:start + tree["categories_sizes"][k]]
                go = v < 0 or v >= 16777216 or math.trunc(v) not in listed
            else:
                go = v < tree["split_conditions"][node]
            node = tree["left_children"][node] if go else tree["right_children"][node]
        return node

    for row in cells:
        x = []
        for feature, column in enumerate(columns):
            cell = row[column]
            if feature in lists:
                x.append(math.nan if cell == "" else lists[feature][cell])
            else:
                x.append(math.nan if cell in MISSING else single(float(cell)))
        out = [single(float(row[c])) for c in own] if own else list(base)
        if linear:
            w = inner["weights"] or [0.0] * (count + 1) * outputs
            first = out if own else [base[0]] * outputs
            out = [single(w[count * outputs + g] + first[g]) for g in range(outputs)]
            for g in range(outputs):
                for f, v in enumerate(x):
                    if not is_missing(v):
                        out[g] = single(out[g] + single(v * w[f * outputs + g]))
        leaves = []
        for t in range(used):
            tree = trees[t]
            node = leaf(tree, x)
            leaves.append(node)
            size = int(tree["tree_param"].get("size_leaf_vector", 0))
            if size > 1:
                for j in range(size):
                    if tree.get("leaf_weights"):
                        value = tree["leaf_weights"][tree["right_children"][node] * size + j]
                    else:
                        value = tree["base_weights"][node * size + j]
                    out[j] = single(out[j] + single(value * weights[t]))
            else:
                g = groups[t]
                value = tree["split_conditions"][node]
                out[g] = single(out[g] + single(value * weights[t]))
        yield out, None if linear or not trees else leaves, objective, version


def sigmoid(m):
    z = min(-m, single(88.7))
    return single(1 / single(single(exp(z)) + 1))


def exp(x):
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def softmax(raw, rounded=float):
    top = max(raw)
    parts = [rounded(exp(rounded(m - top))) for m in raw]
    return [p / rounded(sum(parts)) for p in parts]


def xgboost_output(objective, version, raw):
    if objective in ("binary:logistic", "reg:logistic"):
        return [sigmoid(m) for m in raw]
    if objective == "binary:hinge":
        return [1.0 if m > 0 else 0.0 for m in raw]
    if objective in ("count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft"):
        return [single(exp(m)) for m in raw]
    if objective == "multi:softprob":
        return softmax(raw, single)
    if objective == "multi:softmax":
        return [float(raw.index(max(raw)))]
    if objective == "reg:quantileerror" and version >= (3, 4):
        return sorted(raw)
    if objective == "reg:expectileerror":
        out = [raw[0]]
        for m in raw[1:]:
            soft = m + math.log1p(math.exp(-m)) if m > 0 else math.log1p(math.exp(m))
            out.append(single(out[-1] + single(single(1e-6) + single(soft))))
        return out
    return raw


# --- LightGBM

def lightgbm_rows(path, header, cells, options):
    text = path.read_bytes().decode().replace("\r\n", "\n")
    head, *blocks = re.split(r"^Tree=", text.split("end of trees")[0], flags=re.M)
    keys = dict(line.split("=", 1) if "=" in line else (line, None)
                for line in head.splitlines() if line)
    names = keys["feature_names"].split(" ")
    assert names == header and len(names) == int(keys["max_feature_idx"]) + 1
    outputs = int(keys.get("num_tree_per_iteration", keys["num_class"]))
    trees = []
    for block in blocks:
        tree = {}
        for line in block.split("\n\n")[0].splitlines()[1:]:
            key, _, value = line.partition("=")
            tree[key] = value.split()
        trees.append(tree)
        for key in ("left_child", "right_child", "split_feature", "decision_type", "cat_boundaries",
                    "cat_threshold", "num_features", "leaf_features"):
            tree[key] = [int(v) for v in tree.get(key, ())]
        for key in ("threshold", "leaf_value", "leaf_const", "leaf_coeff"):
            tree[key] = [float(v) for v in tree.get(key, ())]
        if not tree["decision_type"]:
            tree["decision_type"] = [0] * len(tree["threshold"])
        tree["categorical"] = int(tree["num_cat"][0]) > 0
        tree["linear"] = tree.get("is_linear", ["0"]) == ["1"]
    iterations = len(trees) // outputs
    limit = options.get("trees", "all")
    if limit != "all":
        iterations = min(iterations, int(limit))

    lists = {}
    found = re.search(r"^pandas_categorical:(.*)$", text, re.M)
    values = json.loads(found.group(1)) if found else None
    if values:
        if "categories" in options:
            columns = [names.index(name) for name in options["categories"].split(",")]
        else:
            listed = re.search(r"^\[categorical_feature: (.*)\]$", text, re.M)
            columns = [int(v) for v in listed.group(1).split(",")]
        assert len(columns) == len(values)
        for column, names_here in zip(columns, values):
            numeric = all(isinstance(v, (int, float)) and not isinstance(v, bool)
                          for v in names_here)
            lists[column] = ({float(v): float(i) for i, v in enumerate(names_here)} if numeric else
                             {str(v): float(i) for i, v in enumerate(names_here)}, numeric)

    def cell(column, word):
        if column in lists:
            codes, numeric = lists[column]
            v = math.nan if word == "" else codes.get(float(word) if numeric else word, math.nan)
        else:
            v = math.nan if word in MISSING else float(word)
        return v if is_missing(v) or abs(v) > ZERO else 0.0

    def leaf(tree, x):
        if int(tree["num_leaves"][0]) == 1:
            return 0
        node = 0
        while node >= 0:
            v, d, t = x[tree["split_feature"][node]], tree["decision_type"][node], None
            t = tree["threshold"][node]
            if tree["categorical"] and d & 1:
                go = False
                if not is_missing(v) and -1 < v < 2**31:
                    c, k = math.trunc(v), int(t)
                    a, b = tree["cat_boundaries"][k:k + 2]
                    words = tree["cat_threshold"][a:b]
                    go = c // 32 < len(words) and bool(words[c // 32] >> (c % 32) & 1)
            else:
                kind = d >> 2 & 3
                if is_missing(v) and kind != 2:
                    v = 0.0
                if kind == 1 and abs(v) <= ZERO or kind == 2 and is_missing(v):
                    go = bool(d & 2)
                else:
                    go = v <= t
            node = (tree["left_child"] if go else tree["right_child"])[node]
        return ~node

    def output(tree, number, x):
        if not tree["linear"]:
            return tree["leaf_value"][number]
        start = sum(tree["num_features"][:number])
        s = tree["leaf_const"][number]
        for k in range(start, start + tree["num_features"][number]):
            v = x[tree["leaf_features"][k]]
            if is_missing(v):
                return tree["leaf_value"][number]
            s += tree["leaf_coeff"][k] * v
        return s

    for row in cells:
        x = [cell(i, word) for i, word in enumerate(row)]
        out, leaves = [0.0] * outputs, []
        for t in range(iterations * outputs):
            number = leaf(trees[t], x)
            leaves.append(number)
            out[t % outputs] += output(trees[t], number, x)
        average = iterations if "average_output" in keys else 1
        yield out, leaves if trees else None, keys.get("objective"), average


def lightgbm_output(objective, average, raw):
    raw = [m / average for m in raw]
    name, *arguments = (objective or "custom").split(" ")
    arguments = dict(word.partition(":")[::2] for word in arguments)
    s = float(arguments.get("sigmoid", 1))
    if name in ("binary", "multiclassova", "cross_entropy", "xentropy"):
        return [1 / (1 + exp(-s * m)) for m in raw]
    if name == "multiclass":
        return softmax(raw)
    if name in ("poisson", "gamma", "tweedie"):
        return [exp(m) for m in raw]
    if name in ("cross_entropy_lambda", "xentlambda"):
        return [math.log1p(exp(m)) for m in raw]
    if "sqrt" in arguments and name != "huber":
        return [math.copysign(m * m, m) for m in raw]
    return raw


# --- comparing

def equal(a, b):
    return (is_missing(a) and is_missing(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))


def near(a, b, relative, absolute):
    return equal(a, b) or abs(a - b) <= max(relative * max(abs(a), abs(b)), absolute)


def check_case(folder):
    with open(folder / "input.csv", encoding="utf-8", newline="") as file:
        header, *cells = csv.reader(file)
    with open(folder / "expected.csv", encoding="utf-8", newline="") as file:
        wanted, *rows = csv.reader(file)
    assert len(cells) == len(rows) > 0, "number of rows"
    assert (folder / "ORIGIN").stat().st_size > 0
    options = {}
    if (folder / "options").exists():
        options = dict(line.split(" ", 1) for line in (folder / "options").read_text().splitlines())
    models = [path for path in sorted(folder.glob("model.*"))]
    assert models, "no model"
    for path in models:
        if path.suffix == ".txt":
            results = lightgbm_rows(path, header, cells, options)
            transform, tolerances = lightgbm_output, (1e-14, 5e-324)
        else:
            results = xgboost_rows(xgboost_model(path), header, cells, options)
            transform, tolerances = xgboost_output, (1e-6, 3e-45)
        for number, (row, (raw, leaves, objective, how)) in enumerate(zip(rows, results)):
            found = dict(zip(wanted, row))
            here = f"{path.name}, row {number}: "
            given = [float.fromhex(found[f"raw_{k}"]) for k in range(len(raw))]
            assert f"raw_{len(raw)}" not in found
            if not all(equal(a, b) for a, b in zip(raw, given)):
                raise AssertionError(here + f"margins {raw}, in the file {given}")
            there = [int(v) for k, v in found.items() if k.startswith("leaf_")]
            assert there == (leaves or []), here + f"leaves {leaves}, in the file {there}"
            out = transform(objective, how, given)
            slack = tolerances[1]
            if objective == "reg:expectileerror":  # a sum, whose parts are larger than itself
                slack = 2e-7 * max(abs(v) for v in out)
            there = [float.fromhex(v) for k, v in found.items() if k.startswith("out_")]
            assert len(out) == len(there), here + "number of outputs"
            if not all(near(a, b, tolerances[0], slack) for a, b in zip(out, there)):
                raise AssertionError(here + f"output {out}, in the file {there}")
            if "class" in found:
                index = there.index(max(there)) if len(there) > 1 else int(
                    there[0] if objective == "multi:softmax" else there[0] > 0.5)
                assert int(found["class"]) == index, here + "class"


def check(golden, names):
    """The number of wrong cases."""
    wrong = 0
    for name in names:
        try:
            check_case(Path(golden) / name)
        except Exception as error:
            wrong += 1
            print(f"{name}: {type(error).__name__}: {str(error)[:400]}")
    return wrong

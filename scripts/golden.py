#!/usr/bin/env python3
"""Make testdata/golden: models of the real libraries and what those libraries predict.

    python3 scripts/golden.py                                  all cases
    python3 scripts/golden.py --only xgboost/squared-error     one case (may be given again)
    python3 scripts/golden.py --only 'lightgbm/categorical*'   a pattern
    python3 scripts/golden.py --list                           names of the cases
    python3 scripts/golden.py --check                          read what is on disk; train nothing

It needs Python 3.11 and, the first time, a connection to PyPI: every library version gets a virtual
environment of its own under --venvs, with pinned versions of everything. One thread and fixed seeds:
the same machine makes the same bytes. Transformed outputs of LightGBM hold the double exp and log1p
of the C library, which picks its code by CPU: make them on one with FMA.

A case is a folder testdata/golden/FORMAT/CASE:

    model.json, model.ubj, model.txt   the model; two files of one case give the same predictions
    input.csv      header and rows; an empty cell is missing
    expected.csv   raw_K    margins (output_margin, raw_score)
                   out_K    what predict() of the saved and reloaded file gives
                   class    classifiers: index of the class as the scikit-learn wrapper gives it
                   leaf_T   leaf number in every tree that was used
                   raw and out are C hexadecimal floats, so that no digit is lost
    options        lines "key value", only where needed:
                   trees N|all        rounds used; without it rounds 0 to the best iteration where
                                      the file names one, else all
                   base_margin C,..   columns of input.csv with the row's own base margin
                   categories C,..    category columns of a LightGBM file that does not name them
    ORIGIN         versions, parameters, the command that makes the case again

Models that a reader has to refuse go to testdata/bad/FORMAT, without predictions.

The cases are in golden/xgboost_cases.py and golden/lightgbm_cases.py, what they share in
golden/common.py, and golden/check.py reads all of it again, without the libraries.
"""
import argparse
import fnmatch
import os
import subprocess
import sys
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "golden"))

NEW = ["numpy==2.2.6", "scipy==1.15.3", "pandas==2.3.3", "scikit-learn==1.7.2",
       "narwhals==2.29.0"]
OLD = ["numpy==1.23.5", "scipy==1.10.1", "pandas==1.5.3"]

# environment: (the library, what it needs, the Python that its wheel asks for if not this one)
ENVIRONMENTS = {
    "xgboost-3.4.1": ("xgboost==3.4.1", NEW, "3.12"),
    "xgboost-3.3.0": ("xgboost==3.3.0", NEW, "3.12"),
    "xgboost-3.2.0": ("xgboost==3.2.0", NEW, None),
    "xgboost-2.1.4": ("xgboost==2.1.4", OLD, None),
    "xgboost-1.7.6": ("xgboost==1.7.6", OLD, None),
    "xgboost-1.6.2": ("xgboost==1.6.2", OLD, None),
    "xgboost-1.5.2": ("xgboost==1.5.2", OLD, None),
    "xgboost-1.2.1": ("xgboost==1.2.1", OLD, None),
    "xgboost-1.0.2": ("xgboost==1.0.2", OLD, None),
    "lightgbm-4.7.0": ("lightgbm==4.7.0", NEW, None),
    "lightgbm-4.0.0": ("lightgbm==4.0.0", OLD, None),
    "lightgbm-3.3.5": ("lightgbm==3.3.5", OLD, None),
    "lightgbm-3.0.0": ("lightgbm==3.0.0", OLD, None),
    "lightgbm-2.3.1": ("lightgbm==2.3.1", OLD, None),
    "lightgbm-2.2.3": ("lightgbm==2.2.3", OLD, None),
}


def run(*command, **more):
    subprocess.run([str(word) for word in command], check=True, **more)


def ready(folder, packages):
    mark = folder / "ready"
    return mark.exists() and mark.read_text() == " ".join(packages)


def environment(venvs, name):
    """The python and the PYTHONPATH of an environment, which is made if it is not there.

    What the libraries need is installed once for all environments that need the same; the library
    itself goes into a folder of its own, without its dependencies (XGBoost would bring CUDA parts).
    """
    library, needs, python = ENVIRONMENTS[name]
    base = venvs / ("base-new" if needs is NEW else "base-old")
    interpreter = base / "bin" / "python"
    if not ready(base, needs):
        print(f"making {base}", flush=True)
        run(sys.executable, "-m", "venv", "--clear", base)
        run(interpreter, "-m", "pip", "-q", "install", *needs)
        (base / "ready").write_text(" ".join(needs))
    folder = venvs / name
    if not ready(folder, [library]):
        print(f"making {folder}", flush=True)
        if python:
            # pip does not install what asks for another Python, but these wheels run under ours
            run(interpreter, "-m", "pip", "-q", "download", "--no-deps", "--python-version", python,
                "--only-binary=:all:", "--dest", venvs / "wheels", library)
            wheel, = (venvs / "wheels").glob(name + "-*.whl")
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
        else:
            run(interpreter, "-m", "pip", "-q", "install", "--no-deps", "--upgrade",
                "--target", folder, library)
        (folder / "ready").write_text(library)
    return interpreter, folder


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", metavar="FORMAT/CASE", help="case or pattern")
    parser.add_argument("--venvs", type=Path, metavar="DIR",
                        default=Path("~/.cache/rowmill-golden").expanduser())
    parser.add_argument("--out", type=Path, metavar="DIR", default=HERE.parent / "testdata")
    parser.add_argument("--list", action="store_true", help="print the names of the cases")
    parser.add_argument("--check", action="store_true", help="only check what is on disk")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    options = parser.parse_args()

    import common
    import lightgbm_cases  # noqa: F401  they enter their cases into common.CASES
    import xgboost_cases  # noqa: F401
    names = [name for name in common.CASES
             if not options.only or any(fnmatch.fnmatch(name, one) for one in options.only)]
    if not names:
        sys.exit("golden.py: no such case; --list prints them")
    if options.list:
        print("\n".join(names))
        return
    if options.worker:
        sys.exit(common.work(names, options.worker, options.stage, options.out, options.venvs))

    import check
    if not options.check:
        if sys.version_info[:2] != (3, 11):
            sys.exit("golden.py: the pinned versions need Python 3.11")
        os.nice(10)
        options.venvs.mkdir(parents=True, exist_ok=True)
        failed = False
        for stage in ("train", "predict"):
            for name in ENVIRONMENTS:
                cases = [case for case in names if common.CASES[case].runs_in(stage) == name]
                if not cases:
                    continue
                interpreter, folder = environment(options.venvs, name)
                only = [word for case in cases for word in ("--only", case)]
                done = subprocess.run(
                    [str(interpreter), "-W", "ignore", str(HERE / "golden.py"),
                     "--worker", name, "--stage", stage, "--out", str(options.out),
                     "--venvs", str(options.venvs), *only],
                    env=dict(os.environ, PYTHONPATH=str(folder), OMP_NUM_THREADS="1",
                             PYTHONDONTWRITEBYTECODE="1"))
                failed = failed or done.returncode != 0
        if failed:
            print("golden.py: some cases failed, see above", file=sys.stderr)
    else:
        failed = False
    names = [name for name in names if not common.CASES[name].bad]
    wrong = check.check(options.out / "golden", names)
    for path in sorted((options.out / "golden").glob("*/*")):
        if f"{path.parent.name}/{path.name}" not in common.CASES:
            print(f"{path.parent.name}/{path.name}: no case has this name", file=sys.stderr)
    size = sum(path.stat().st_size for path in (options.out / "golden").rglob("*") if path.is_file())
    print(f"{len(names)} cases, {wrong} wrong; {options.out.name}/golden has {size / 1e6:.2f} MB")
    sys.exit(1 if failed or wrong else 0)


if __name__ == "__main__":
    main()

# A variable that is no flag: a warning, once; ROWMILL_CPU is nobody's business here.
run() { env "$@" rowmill score -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv 2>&1 >/dev/null | sed 's/, [0-9].*//'; }
run ROWMILL_THREDS=3
run ROWMILL_FROBNICATE=3
run ROWMILL_CPU=sse41 ROWMILLX=1 MY_ROWMILL_X=1
run ROWMILL_=1
run ROWMILL_THREDS=3 ROWMILL_QUIET=true

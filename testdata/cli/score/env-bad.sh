# A bad value names its variable, also where it shows only later.
m="-m $DATA/cli/data/yesno.txt $DATA/cli/data/five.csv"
ROWMILL_THREADS=0 rowmill score $m; echo $?
ROWMILL_QUIET=1 rowmill score $m; echo $?
ROWMILL_ON_ERROR=go rowmill score -q $m; echo $?
ROWMILL_THRESHOLD=high rowmill score -q $m; echo $?
ROWMILL_REJECTS=r.csv rowmill score -q $m; echo $?
ROWMILL_LOG=xml rowmill show $DATA/cli/data/yesno.txt; echo $?
ROWMILL_CONFIG=no.conf rowmill score $m

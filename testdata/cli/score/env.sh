# Flags from the environment: text, a count, a choice, a switch.
ROWMILL_MODEL=$DATA/cli/data/yesno.txt ROWMILL_BATCH_SIZE=2 ROWMILL_NO_PROB=true ROWMILL_QUIET=true \
    ROWMILL_MISSING_COLUMN=error ROWMILL_ID=id ROWMILL_RAW=false rowmill score $DATA/cli/data/five.csv

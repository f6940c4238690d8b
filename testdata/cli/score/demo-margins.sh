# Bit by bit what XGBoost predicted: the float32 numbers, written out in hexadecimal.
gunzip -c $DATA/demo/flights.csv.gz | head -n 201 |
    rowmill score -q -m $DATA/demo/arrival.xgb.json --id id --no-model-version | sed 1d >got.csv
# 0x1.HHHHHHp+E is HHHHHH / 2^24 and 1, times 2^E: exact in awk's doubles.
awk -F, 'NR > 1 { v = $NF; sign = sub(/^-/, "", v) ? -1 : 1
                  split(substr(v, 5), part, "p"); m = 1; f = 1
                  for (i = 1; i <= length(part[1]); i++) {
                      f /= 16; m += f * (index("0123456789abcdef", substr(part[1], i, 1)) - 1) }
                  printf "%s,%.9g\n", $1, sign * m * 2 ^ part[2] }' $DATA/demo/expected/arrival.csv >want.csv
wc -l <want.csv
awk -F, 'NR == FNR { want[$1] = $2; next }
         { d = $2 - want[$1]; if (d < 0) d = -d; a = $2 < 0 ? -$2 : $2
           # the shortest decimal is less than half a unit in the last place, 2^-24, away
           if (!($1 in want) || d > a * 2 ^ -24) print "different:", $0, want[$1] }' want.csv got.csv

# No value, a bad one; and what is no --log: the value of another flag, an operand.
rowmill --log; echo $?
rowmill score --log; echo $?
rowmill score --log xml -m x; echo $?
rowmill --log score; echo $?
rowmill show --logs json; echo $?
rowmill score -q --prefix --log -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv | head -n 1
rowmill show -- --log json

# Always UTF-8 and always one line, whatever is in a name or a cell.
printf 'x1,"x\n\3772"\n1,2\n' >"$(printf 'a\377\n"\303\244.csv')"
rowmill score --log json -m $DATA/cli/data/sum.txt "$(printf 'a\377\n"\303\244.csv')"; echo $?
rowmill score --log json "$(printf -- '--\377\n')"; echo $?
rowmill score --log json -m "$(printf 'no\377.json')" in.csv

# In bash itself, without its package: verbs, flags, values, topics, files.
command -v bash >/dev/null || { cat "$DATA/cli/completion/bash.out"; exit; }
touch model.json 'my rows.csv'
rowmill completion bash >script
cat >try <<'END'
source ./script
try() {     # the words of a line, the last one to be completed
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _rowmill
    printf '%s -> ' "$*"; printf '[%s]' "${COMPREPLY[@]}"; echo
}
try rowmill sc
try rowmill --ver
try rowmill --log ''
try rowmill --log json sh
try rowmill --log = te
try rowmill --log = text hel
try rowmill score --missing
try rowmill score --missing-column ''
try rowmill score --missing-column = n
try rowmill score --missing-column =
try rowmill score --missing-column=n
try rowmill score --format x
try rowmill score --trees ''
try rowmill score --keep ''
try rowmill score -m mo
try rowmill score --model = mo
try rowmill score my
try rowmill score --id mo
try rowmill score -j ''
try rowmill score -q --on-error s
try rowmill score -- --on
try rowmill score -- --model mo
try rowmill show --j
try rowmill show mo
try rowmill completion ''
try rowmill completion --l
try rowmill help ex
try rowmill help sc
try rowmill nonsense x
complete -p rowmill
END
bash --norc --noprofile try

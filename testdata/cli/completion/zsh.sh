# What zsh makes of its script, where it is installed: what it hands to _arguments.
command -v zsh >/dev/null || { cat "$DATA/cli/completion/zsh.out"; exit; }
rowmill completion zsh >_rowmill
zsh -f -n _rowmill || exit
cat >try <<'END'
compdef() { print -r -- compdef $@ }
source ./_rowmill
_describe() { print -rl -- $verbs | sed 's/:.*//' | grep -e score -e help }
_arguments() {
    print -rl -- $@ | grep -e '^--missing-column' -e 'model=' -e '^--id' -e '^--log' -e '^[*1]'
    state=$want
}
for want in verb rest; do
    words=(score ''); _rowmill
done
want=rest words=(help ''); _rowmill
END
zsh -f try | sed 's/:(score .* formats)/:(VERBS, TOPICS)/'

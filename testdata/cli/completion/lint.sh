# The scripts are scripts, and two runs print the same.
for shell in bash zsh fish; do
    rowmill completion $shell >a; rowmill completion $shell >b; cmp a b
    grep -c 'rowmill completion' a
    if command -v $shell >/dev/null; then $shell -n a; fi
done

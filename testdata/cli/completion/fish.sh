# In fish itself, where it is installed.
command -v fish >/dev/null || { cat "$DATA/cli/completion/fish.out"; exit; }
mkdir home
export HOME=$PWD/home
touch model.json
rowmill completion fish >script.fish
cat >try.fish <<'END'
source script.fish
for line in 'rowmill sc' 'rowmill --ver' 'rowmill --log ' 'rowmill --log json sh' 'rowmill score --missing' \
    'rowmill score --missing-column ' 'rowmill score --missing-column=n' 'rowmill score --trees ' \
    'rowmill score -m mo' 'rowmill score mo' 'rowmill score --id mo' 'rowmill show --j' \
    'rowmill completion ' 'rowmill help ex'
    echo $line '->' (complete -C $line | string replace -r '\t.*' '')
end
END
fish --no-config try.fish

# The formats, with the names that --format takes.
rowmill help formats | grep -e content -e lightgbm-text -e xgboost
for name in $(rowmill help formats | sed -n 's/.*--format \([^ ]*\).*/\1/p'); do
    rowmill show --format $name nothing 2>&1
done | sort -u

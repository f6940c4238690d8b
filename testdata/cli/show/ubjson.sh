# A binary model is shown like its JSON twin.
for file in model.json model.ubj; do
    rowmill show $DATA/golden/xgboost/cats-strings-3.4/$file | grep -v -e ^size -e ^sha256 -e ^model
done | sort | uniq -c | awk '{ print $1 }' | sort -u

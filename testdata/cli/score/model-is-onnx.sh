# An ONNX file.
printf '\010\010\022\010skl2onnx\032\0061.16.0' >model.onnx
rowmill score -m model.onnx -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status

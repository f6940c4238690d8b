# Wherever --log stands, and for errors in other flags, before and behind it.
rowmill --log json score --bogus; echo $?
rowmill score --bogus --log=json; echo $?
rowmill score --log text -m x --log json in.csv; echo $?
rowmill --log=json; echo $?
rowmill --log json scroe; echo $?
rowmill scroe --log json; echo $?
rowmill show no.json --log json; echo $?
rowmill --log json -m x; echo $?
ROWMILL_LOG=json rowmill score no.csv; echo $?
ROWMILL_LOG=json rowmill --log text nothing

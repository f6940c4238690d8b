# ROWMILL_CONFIG names the file; a flag names another.
echo 'prefix = one_' >one.conf
echo 'prefix = two_' >two.conf
ROWMILL_CONFIG=one.conf rowmill score --print-config | grep prefix
ROWMILL_CONFIG=one.conf rowmill score --config two.conf --print-config | grep prefix

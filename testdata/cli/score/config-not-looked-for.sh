# No file is read that was not named.
mkdir -p home/.config/rowmill
for f in .rowmill rowmill.conf .rowmillrc home/.rowmill home/.config/rowmill/config; do
    echo 'prefix = found_' >$f
done
HOME=$PWD/home XDG_CONFIG_HOME=$PWD/home/.config rowmill score --print-config | grep prefix

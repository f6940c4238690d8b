# Under blank sample_id has no gaps, and a column without a prediction is still a column.
printf 'x,y\nbad,1\n2,1\n1,bad\n' |
    rowmill score -q -m $DATA/cli/data/yesno.txt --on-error blank --confidence --raw

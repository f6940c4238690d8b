# Every topic of the overview has a page, also with --log; a topic is no verb.
for topic in $(rowmill help | sed -n 's/^    \([a-z-]*\) .*/\1/p'); do
    echo "$topic: $(rowmill help $topic --log json | head -n 1)"
done
rowmill exit-status

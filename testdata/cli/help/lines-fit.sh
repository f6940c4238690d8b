# No line of any help is longer than 90 columns.
for verb in $(rowmill help | sed -nE "s/^ {2,4}([a-z-]+) .*/\1/p"); do rowmill help $verb; done | awk 'length > 90'
rowmill help | awk 'length > 90'

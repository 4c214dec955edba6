#!/bin/sh
# Greets somebody, slowly, and leaves a result under /work.
name=$1
times=${2:-2}
mkdir -p /work
file=/work/$(printf %s "$name" | tr ' ' '-').txt
: > "$file"
i=1
while [ "$i" -le "$times" ]; do
  echo "hello $name, $i of $times"
  echo "hello $name, $i of $times" >> "$file"
  i=$((i + 1))
  sleep 0.3
done
nvidia-smi --query-gpu=name,memory.total --format=csv,noheader

#!/usr/bin/env bash
# usage: streams.sh METIER DATABASE
# Measures the site's memory while it streams its site map and its table of careers. DATABASE is an SQLite file with
# careers; `cargo bench --bench finding -- --careers 100000 --database sqlite --keep FOLDER` creates one. Linux only: it
# reads and resets the kernel's record of the peak resident memory.
set -euo pipefail
metier=$1
database=$2
base=http://127.0.0.1:${PORT:-18080}

DATABASE_URL=$database "$metier" serve --listen "${base#http://}" --base-url "$base" > /dev/null 2>&1 &
server=$!
trap 'kill "$server"' EXIT
curl -s --retry 100 --retry-connrefused --retry-delay 1 -o /dev/null "$base/"

resident() { awk -v "name=$1:" '$1 == name { print $2 }' "/proc/$server/status"; }
measure() { # NAME, PATHS…
  local name=$1 before path bytes=0 from=$SECONDS
  shift
  echo 5 > "/proc/$server/clear_refs"
  before=$(resident VmRSS)
  for path in "$@"; do
    bytes=$((bytes + $(curl -sS --fail "$base$path" | wc -c)))
  done
  echo "$name: $bytes bytes in $((SECONDS - from)) s; $before kB resident before, $(resident VmHWM) kB at the peak"
}

parts=$(curl -sS --fail "$base/sitemap.xml" | grep -o "$base/sitemaps/[0-9]*.xml" | sed "s|$base||")
# Twice: the first round also fills caches; the second shows what streaming itself takes.
for _ in 1 2; do
  # shellcheck disable=SC2086 # each part is a word
  measure "site map, $(wc -w <<< "$parts") parts" $parts
  measure "table of careers" /careers.csv
done

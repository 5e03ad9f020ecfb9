# Runs a throw-away PostgreSQL server: postgres.sh BINARIES. Prints its folder, which holds its socket, once it
# answers; ends it and deletes it when standard input closes, which no way of dying keeps a test run from doing.
set -eu
bin=$1
PATH=$bin:$PATH
trap '' INT TERM HUP # what ends the tests must not end this before it has cleaned up
# In memory where there is a gigabyte to spare: a database costs 0.1 s there, and up to 0.6 s on a busy disk.
memory=$(df -Pk /dev/shm 2> /dev/null | awk 'NR == 2 { print $4 }')
[ "${memory:-0}" -lt 1000000 ] && place=${TMPDIR:-/tmp} || place=/dev/shm
dir=$(mktemp -d "$place/metier-postgres.XXXXXX" 2> /dev/null || mktemp -d /tmp/metier-postgres.XXXXXX)
server=
finish() {
  [ -z "$server" ] || { kill -QUIT "$server" 2> /dev/null && wait "$server"; } || true # at once: nothing is kept
  rm -rf "$dir"
}
trap finish EXIT
init() { initdb -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync "$@" > "$dir/log" 2>&1; }
# A server that sorts by language and keeps another time zone shows what wrongly relies on either.
init --locale-provider=icu --icu-locale=en-US || { rm -rf "$dir/data"; init; } || { cat "$dir/log" >&2; exit 1; }
# This user has a password, for the test that gets it wrong.
printf 'local all stranger scram-sha-256\n%s\n' "$(cat "$dir/data/pg_hba.conf")" > "$dir/data/pg_hba.conf"
cat >> "$dir/data/postgresql.conf" << END
listen_addresses = ''
unix_socket_directories = '$dir'
timezone = 'America/New_York'
max_connections = 300
autovacuum = off
fsync = off
full_page_writes = off
synchronous_commit = off
END
start() {
  postgres -D "$dir/data" >> "$dir/log" 2>&1 &
  server=$!
  until grep -q ready "$dir/data/postmaster.pid" 2> /dev/null; do
    kill -0 "$server" 2> /dev/null || { cat "$dir/log" >&2; exit 1; }
    sleep 0.05
  done
}
stop() { # at once, but in order: what is connected is told
  kill -INT "$server" && wait "$server" || true
  server=
}
start
echo "$dir"
exec > /dev/null
# It does what it is told: stop, or start.
while read -r word; do
  "$word"
done

# Runs a throwaway PostgreSQL server: postgres.sh BINARIES [FOLDER-OF-THE-PRIMARY]. Prints the server's folder, which
# holds its socket, once the server answers. With a primary, which this script runs too, the server is its standby. Stops
# the server and deletes the folder when standard input closes, as it does however the tests end.
set -eu
PATH=$1:$PATH
primary=${2-}
trap '' INT TERM HUP # a signal that ends the tests must not end this before it has cleaned up
# In memory if a gigabyte is free: creating a database takes 0.1 s there, and up to 0.6 s on a busy disk.
memory=$(df -Pk /dev/shm 2> /dev/null | awk 'NR == 2 { print $4 }')
[ "${memory:-0}" -lt 1000000 ] && place=${TMPDIR:-/tmp} || place=/dev/shm
dir=$(mktemp -d "$place/metier-postgres.XXXXXX" 2> /dev/null || mktemp -d /tmp/metier-postgres.XXXXXX)
server=
finish() {
  [ -z "$server" ] || { kill -QUIT "$server" 2> /dev/null && wait "$server"; } || true # at once: it keeps nothing
  rm -rf "$dir"
}
trap finish EXIT
init() { initdb -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync "$@" > "$dir/log" 2>&1; }
fail() { cat "$dir/log" >&2; exit 1; }
if [ -n "$primary" ]; then
  pg_basebackup -h "$primary" -U postgres -D "$dir/data" -R --checkpoint=fast --no-sync > "$dir/log" 2>&1 || fail
else
  # Sorting by language and a local time zone reveal code that relies on byte order or UTC.
  init --locale-provider=icu --icu-locale=en-US || { rm -rf "$dir/data"; init; } || fail
  # This user needs a password, for the test with a wrong one.
  printf 'local all stranger scram-sha-256\n%s\n' "$(cat "$dir/data/pg_hba.conf")" > "$dir/data/pg_hba.conf"
fi
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
    kill -0 "$server" 2> /dev/null || fail
    sleep 0.05
  done
}
stop() { # at once but orderly: clients are notified
  kill -INT "$server" && wait "$server" || true
  server=
}
start
echo "$dir"
exec > /dev/null
# Runs each command it reads: stop or start.
while read -r word; do
  "$word"
done

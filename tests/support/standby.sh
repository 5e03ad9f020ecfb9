# Runs a standby of a server that postgres.sh runs: standby.sh BINARIES FOLDER-OF-THE-PRIMARY. Prints the standby's
# folder, which holds its socket, once it can be read. Stops it and deletes the folder when standard input closes.
set -eu
first=$2
PATH=$1:$PATH
trap '' INT TERM HUP # as in postgres.sh
dir=$(mktemp -d "$first/standby.XXXXXX")
server=
finish() {
  [ -z "$server" ] || { kill -QUIT "$server" 2> /dev/null && wait "$server"; } || true
  rm -rf "$dir"
}
trap finish EXIT
pg_basebackup -h "$first" -U postgres -D "$dir/data" -R --checkpoint=fast --no-sync > "$dir/log" 2>&1 ||
  { cat "$dir/log" >&2; exit 1; }
echo "unix_socket_directories = '$dir'" >> "$dir/data/postgresql.conf"
postgres -D "$dir/data" > "$dir/log" 2>&1 &
server=$!
until grep -q ready "$dir/data/postmaster.pid" 2> /dev/null; do
  kill -0 "$server" 2> /dev/null || { cat "$dir/log" >&2; exit 1; }
  sleep 0.05
done
echo "$dir"
exec > /dev/null
cat > /dev/null

# Servers that are measured.

server=
peer=

stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server" || true; } 2>/dev/null
	server=
}

# agent CPUS OPTION...: serve that has printed READY; its output goes on in $work/out.
agent() {
	local on=$1
	shift
	: >"$work/out"
	taskset -c "$on" "$image/bin/vfio4j" serve "$@" >"$work/out" 2>"$work/err" &
	server=$!
	until grep -q '^READY' "$work/out"; do
		kill -0 "$server" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
		sleep 0.01
	done
}

# serve CPU OPTION...: region 0 is 2 MiB of plain memory.
serve() {
	local on=$1
	shift
	agent "$on" --host "sim:$here/memory.json" --device 0000:01:00.0 --socket-path "$work/sock" "$@"
}

serve_gpu() {
	local on=$1
	shift
	agent "$on" --host sim:gh200-96g --device 0009:01:00.0 --socket-path "$work/sock" "$@"
}

# CPU time that the server has taken so far, in clock ticks.
ticks() {
	awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$server/stat"
}

# The C library, where somebody has its sources.
build_peer() {
	local sources
	[ -n "$LIBVFIO_USER" ] || return 0
	mapfile -t sources < <(find "$LIBVFIO_USER/lib" -name '*.c' ! -name tran_pipe.c)
	# shellcheck disable=SC2086 # Lists of options.
	cc -O3 -std=gnu99 -D_GNU_SOURCE -I"$LIBVFIO_USER/include" -I"$LIBVFIO_USER/lib" ${CFLAGS:-} -o "$work/peer_server" \
		"$here/libvfio_user_server.c" "${sources[@]}" ${LDFLAGS:--ljson-c}
}

start_peer() {
	[ -n "$LIBVFIO_USER" ] || return 0
	taskset -c "$1" "$work/peer_server" "$work/peer" >"$work/peer-out" 2>&1 &
	peer=$!
	until [ -S "$work/peer" ]; do
		kill -0 "$peer" 2>/dev/null || { cat "$work/peer-out" >&2; exit 1; }
		sleep 0.05
	done
}

stop_peer() {
	[ -z "$peer" ] || { kill "$peer" && wait "$peer" || true; } 2>/dev/null
	peer=
}

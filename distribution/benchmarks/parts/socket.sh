# Accesses through the socket. Rows: T WHO kind size p50 p99 operations/s errors; Q WHO kind size share microseconds; E WHO errors,
# of accesses that are not timed.

all=read:4,write:4,read:64K,write:64K,read:1M,write:1M

# client OPTION...: ends with 4 if accesses failed, which is a figure as well and no reason to end the run.
client() {
	"$work/vfio_user_bench" -s "$work/${socket:-sock}" -R 1 -c "$cpu" "$@" || [ $? = 4 ]
}

# timed WHO CLIENT-OPTION...
timed() {
	local who=$1
	shift
	client -q "$work/quantiles" "$@" |
		awk -v who="$who" '$1 == "median" { print "T", who, $2, $3, $4, $5, $9, $11 }'
	quantiles "$who"
}

# floor WHO CPU OPTION...: the same of the bare messages.
floor() {
	local who=$1 on=$2
	shift 2
	"$work/sock_floor" -R 1 -c "$cpu" -S "$on" -q "$work/quantiles" "$@" |
		awk -v who="$who" '!/^#/ { print "T", who, $1, $2, $3, $4, $6, 0 }'
	quantiles "$who"
}

quantiles() {
	awk -v who="$1" '{ print "Q", who, $0 }' "$work/quantiles"
	rm "$work/quantiles"
}

warm() {
	client "$@" | awk -v who="${socket:-sock}" '$1 == "median" { print "E", who, $11 }'
}

# value NAME NUMBER: a row for a figure that has no floor.
value() {
	echo "V $1 $2"
}

# parameter NAME NUMBER: a row for what the part is measured with, for titles: the row may outlast this run's environment.
parameter() {
	echo "P $1 $2"
}

one_cpu() {
	local turn
	say "one CPU, $REPS turns"
	serve "$cpu"
	warm -n 30000 -N 5000 -t "$all,posted:4"
	start_peer "$cpu"
	[ -z "$peer" ] || socket=peer warm -n 5000 -N 500 -t read:4,write:4,read:64K
	for ((turn = 0; turn < REPS; turn++)); do
		floor floor "$cpu" -n 4000 -N 200
		floor floor6 "$cpu" -m -n 4000 -N 1
		floor floor7 "$cpu" -h -n 10 -N 200
		timed one -n 4000 -N 200 -t "$all,posted:4"
		[ -z "$peer" ] || socket=peer timed peer -n 4000 -N 200 -t read:4,write:4,read:64K,read:1M,posted:4
	done
	stop_peer
	say "$BULK reads and $BULK writes of 1 MiB"
	parameter bulk "$BULK"
	timed bulk -N "$BULK" -t read:1M,write:1M
	stop
}

overlay() {
	local turn
	say "config space through nvgrace"
	serve_gpu "$cpu"
	warm -n 30000 -r 7 -o 0x18 -t read:4
	for ((turn = 0; turn < REPS; turn++)); do
		floor floor3 "$cpu" -n 4000 -N 1
		timed overlay -r 7 -o 0x18 -n 4000 -t read:4
	done
	stop
}

# A client for each kind, as the floor has two processes for each: for the second kind of one client the CPUs sleep deeper, and it
# takes a third longer, be it reads or writes.
each_kind() {
	timed "$1" -n 2000 -t read:4
	timed "$1" -n 2000 -t write:4
}

two_cpus() {
	local turn
	say "two CPUs"
	serve "$other"
	warm -n 20000 -t read:4,write:4
	for ((turn = 0; turn < REPS; turn++)); do
		floor floor2 "$other" -n 2000 -N 1
		each_kind two
	done
	stop
	parameter poll "$POLL"
	serve "$other" --poll "$POLL"
	warm -n 20000 -t read:4,write:4
	for ((turn = 0; turn < REPS; turn++)); do
		each_kind poll
		floor floor8 "$other" -n 2000 -N 1
		floor floor5 "$other" -p "$POLL" -n 2000 -N 1
	done
	quiet
	stop
}

# CPU time of the session's thread while its client is there and says nothing.
quiet() {
	local before
	mkdir -p "$work/quiet"
	ln -sf ../sock "$work/quiet/one.sock"
	coproc clients { exec "$work/many_clients" "$work/quiet" 1 1; }
	read -r _ <&"${clients[0]}"
	sleep 0.1
	before=$(session_time)
	sleep 2
	value poll-idle $((($(session_time) - before) / 2000))
	kill "$clients_PID"
	wait "$clients_PID" 2>/dev/null || true
}

# In nanoseconds.
session_time() {
	cut -d' ' -f1 "$(session_comm | sed 's/comm$/schedstat/')"
}

# Where the name of the session's thread is.
session_comm() {
	grep -l '^vfio4j 0000:' "/proc/$server/task/"*/comm
}

#!/bin/bash
# compare.sh [IMAGE] - vfio4j and the floor under it, measured in turns so that a change in the machine's load meets
# both alike; prints a table of medians with ratios. IMAGE defaults to distribution/target/vfio4j.
#   JSON=FILE   write the rows there as well      REPS=N   turns (default 5)
#   CPUS="A B"  the two CPUs                      POLL=N   microseconds for the rows with --poll (default 50)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
image=${1:-$here/../../distribution/target/vfio4j}
: "${REPS:=5}" "${CPUS:=0 1}" "${POLL:=50}" "${JSON:=/dev/null}"
read -r cpu other <<<"$CPUS"
work=$(mktemp -d)
server=
stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server" || true; } 2>/dev/null
	server=
}
trap 'stop; rm -rf "$work"' EXIT

for tool in sock_floor vfio_user_bench; do
	cc -O2 -std=c11 -Wall -Wextra -o "$work/$tool" "$here/$tool.c"
done

# serve CPU OPTION...: returns when it listens.
serve() {
	local on=$1
	shift
	: >"$work/out"
	taskset -c "$on" "$image/bin/vfio4j" serve --host "sim:$here/memory.json" --device 0000:01:00.0 \
		--socket-path "$work/sock" "$@" >"$work/out" 2>"$work/err" &
	server=$!
	until grep -q '^READY' "$work/out"; do
		kill -0 "$server" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
		sleep 0.02
	done
}

# measure ROW CLIENT-OPTION...: lines "ROW:kind size p50 p99 ops".
measure() {
	local row=$1
	shift
	"$work/vfio_user_bench" -s "$work/sock" -R 1 -c "$cpu" "$@" |
		awk -v row="$row" '$1 == "median" { print row ":" $2, $3, $4, $5, $9, $11 }'
}

# floor ROW CPU OPTION...: the same of the bare messages.
floor() {
	local row=$1 on=$2
	shift 2
	"$work/sock_floor" -R 1 -c "$cpu" -S "$on" "$@" | awk -v row="$row" '!/^#/ { print row ":" $1, $2, $3, $4, $6, 0 }'
}

all=read:4,write:4,read:64K,write:64K,read:1M,write:1M
turns() {
	local turn
	serve "$cpu"
	measure warm -n 20000 -N 2000 -t "$all" >"$work/warm"
	for ((turn = 0; turn < REPS; turn++)); do
		floor floor "$cpu" -n 20000 -N 1000
		measure one -n 20000 -N 1000 -t "$all,posted:4"
	done
	stop
	serve "$other"
	measure warm -n 20000 -t read:4,write:4 >"$work/warm"
	for ((turn = 0; turn < REPS; turn++)); do
		floor floor2 "$other" -n 10000 -N 100
		measure two -n 10000 -t read:4,write:4
	done
	stop
	serve "$other" --poll "$POLL"
	measure warm -n 20000 -t read:4,write:4 >"$work/warm"
	for ((turn = 0; turn < REPS; turn++)); do
		measure poll -n 10000 -t read:4,write:4
	done
	stop
}

# How long gh200-96g takes to READY, and what of it stays resident.
agent() {
	local turn before after
	for ((turn = 0; turn < REPS; turn++)); do
		before=$(date +%s%N)
		coproc agent { exec "$image/bin/vfio4j" serve --host sim:gh200-96g --device 0009:01:00.0 \
			--socket-path "$work/sock"; }
		server=$agent_PID
		read -r _ <&"${agent[0]}"
		after=$(date +%s%N)
		sleep 1
		echo "agent:ready 0 $(((after - before) / 1000000)) 0 0 0"
		echo "agent:rss 0 $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$server/status") 0 0 0"
		stop
	done
}

# System calls of the server for each of 1000 reads, where strace is there to count them.
calls() {
	command -v strace >/dev/null || return 0
	serve "$other"
	measure warm -n 20000 -t read:4 >"$work/warm"
	strace -f -q -e trace=recvmsg,sendmsg,pread64,pwrite64,read,write,poll,futex -o "$work/strace" -p "$server" &
	local tracer=$!
	until grep -q State "/proc/$server/status" && ! grep -q '^TracerPid:.0$' "/proc/$server/status"; do sleep 0.02; done
	measure calls -n 1000 -w 0 -t read:4 >"$work/warm"
	kill "$tracer"
	wait "$tracer" 2>/dev/null || true
	stop
	# Those of the thread that served.
	awk '$2 != "<..." { n[$1]++ } END { for (t in n) if (n[t] > most) most = n[t]; printf "calls:read 4 %.2f 0 0 0\n", most / 1000 }' \
		"$work/strace"
}

{
	turns
	agent
	calls
} >"$work/rows"
awk -v json="$JSON" -v poll="$POLL" -f "$here/table.awk" "$work/rows"

#!/bin/sh
# What `vfio4j serve` costs: milliseconds until it prints READY and its resident memory five seconds later, each the median
# of several starts.
#
#   footprint.sh [STARTS [SERVE ARGUMENT...]]
set -eu
vfio4j=$(cd "$(dirname "$0")/../.." && pwd)/distribution/target/vfio4j/bin/vfio4j
starts=${1:-5}
[ $# = 0 ] || shift
work=$(mktemp -d)
agent=
trap '[ -z "$agent" ] || kill "$agent"; rm -rf "$work"' EXIT

median() {
	sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

for start in $(seq "$starts"); do
	mkfifo "$work/out"
	began=$(date +%s%N)
	"$vfio4j" serve --socket-dir "$work/$start" "$@" >"$work/out" &
	agent=$!
	exec 3<"$work/out"
	read -r line <&3
	[ "$line" = READY ]
	echo $((($(date +%s%N) - began) / 1000000)) >>"$work/ready"
	sleep 5
	awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$agent/status" >>"$work/resident"
	kill "$agent"
	wait "$agent"
	agent=
	exec 3<&-
	rm "$work/out"
done
echo "READY after $(median "$work/ready") ms, resident $(median "$work/resident") MiB (medians of $starts starts)"

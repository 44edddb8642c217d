# What is in the process.

# System calls of the agent for each of 1000 reads, counted from outside, where strace is there to do it.
calls() {
	local tracer
	command -v strace >/dev/null || { say "no strace here: no row of system calls"; return 0; }
	say "system calls"
	serve "$other"
	warm -n 30000 -t read:4
	strace -f -q -o "$work/strace" -p "$server" &
	tracer=$!
	until grep -q '^TracerPid:.*[1-9]' "/proc/$server/status"; do
		kill -0 "$tracer" 2>/dev/null || { say "strace could not attach: no row of system calls"; stop; return 0; }
		sleep 0.02
	done
	sleep 0.2
	warm -n 1000 -w 0 -t read:4
	kill "$tracer" || true
	wait "$tracer" 2>/dev/null || true
	stop
	awk '$2 != "<..." { n[$1]++ } END { for (t in n) if (n[t] > most) most = n[t]; if (most) printf "V calls %.2f\n", most / 1000 }' \
		"$work/strace"
}

# Instructions of the session for a read, between one receive and the next; what the kernel does is not among them.
instructions() {
	local client counted
	[ "$(uname -m)" = x86_64 ] || return 0
	say "instructions"
	serve "$other"
	for _ in 1 2 3 4; do warm -n 100000 -t read:4; done
	"$work/vfio_user_bench" -s "$work/sock" -R 1 -c "$cpu" -w 0 -n 100000000 -t read:4 >/dev/null 2>&1 &
	client=$!
	sleep 2
	# A session that the JIT has forgotten about meanwhile would be stepped through for hours.
	if counted=$(timeout 90 "$work/count_instructions" "$(basename "$(dirname "$(session_comm)")")" 50); then
		value instructions "$counted"
	else
		say "they could not be counted: no row of instructions"
	fi
	# It may have given up on a session that was stepped through.
	kill "$client" 2>/dev/null || true
	wait "$client" 2>/dev/null || true
	stop
}

# JMH, which Maven builds and runs. A row for each iteration, for their median: the mean that JMH gives goes with what the neighbours
# of the machine do meanwhile.
dispatch() {
	say "in the process, by JMH"
	(cd "$here/../.." && mvn -q verify -Pbenchmarks -Dquick -DskipTests -pl distribution/benchmarks/jmh -am) \
		>"$work/jmh" 2>&1 </dev/null || { cat "$work/jmh" >&2; return 1; }
	awk '/^# Benchmark: / { sub(/.*\./, ""); name = $0 }
		/^Iteration / { print "V jmh-" name, $3 }
		/^Dispatch\..*gc.alloc.rate.norm/ { sub(/^Dispatch\./, ""); sub(/:.*/, "", $1); printf "V alloc-%s %.0f\n", $1, $4 }' "$work/jmh"
}

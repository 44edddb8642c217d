# What comes before the steady state.

# The first accesses of an agent that has just said READY, on both CPUs, as it has when it starts.
cold() {
	local turn
	say "first accesses"
	for ((turn = 0; turn < STARTS; turn++)); do
		serve "$cpu,$other"
		client -w 0 -n 1000 -t read:4 |
			awk '/^# first access/ { print "V first", $(NF - 1) }
				$1 == "median" { print "V cold", $4; print "E sock", $11 }'
		stop
		floor floor4 "$other" -n 10000 -N 1
	done
}

# ready OPTION...: a server of gh200-96g, and in $took how many ms it took to READY.
ready() {
	local before
	before=$(date +%s%N)
	coproc agent { exec "$image/bin/vfio4j" serve \
		--host sim:gh200-96g --device 0009:01:00.0 --socket-path "$work/sock" "$@"; }
	server=$agent_PID
	read -r _ <&"${agent[0]}"
	took=$((($(date +%s%N) - before) / 1000000))
}

# start KIND OPTION...: how long that takes, and what stays resident after it.
start() {
	local kind=$1
	shift
	ready "$@"
	value "ready-$kind" "$took"
	sleep 1
	value "rss-$kind" "$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$server/status")"
	stop
}

# With the image's archive of classes, with the one for any plugins, and without. One that was made elsewhere, or by another JDK, is of no use to a start: the
# launcher then leaves it out.
starts() {
	local turn archive=
	say "starts"
	VFIO4J_ARCHIVE=use ready
	if grep -qz '^-XX:AOTCache=' "/proc/$server/cmdline"; then
		archive=yes
	else
		say "no archive of classes fits this image: no rows of starts with one"
	fi
	stop
	for ((turn = 0; turn < STARTS; turn++)); do
		if [ -n "$archive" ]; then
			VFIO4J_ARCHIVE=use start archive
			VFIO4J_ARCHIVE=use start any --plugins "$image/plugins"
		fi
		VFIO4J_ARCHIVE=no start plain
	done
}

# A thousand functions, each with a client; by the operating system's accounting.

# A host of so many functions.
host_of() {
	awk -v n="$1" 'BEGIN {
		printf "{ \"description\": \"for benchmarks: many\", \"functions\": ["
		for (i = 0; i < n; i++)
			printf "%s{ \"address\": \"0000:%02x:%02x.%d\", \"ids\": { \"vendor\": \"0x1234\", \"device\": \"0x5648\", " \
				"\"class\": \"0xff0000\" }, \"bars\": [{ \"index\": 0, \"kind\": \"memory-32\", \"size\": \"64KiB\" }] }",
				i ? "," : "", 1 + int(i / 256), int(i / 8) % 32, i % 8
		print "] }"
	}'
}

pss() {
	awk '/^Pss:/ { print $2 }' "/proc/$server/smaps_rollup"
}

# with_many COUNT: an agent with a client on each of COUNT functions; the clients wait for a line.
with_many() {
	rm -rf "$work/sockets"
	host_of "$1" >"$work/many.json"
	agent "$cpu,$other" --host "sim:$work/many.json" --socket-dir "$work/sockets"
	coproc clients { exec taskset -c "$cpu,$other" "$work/many_clients" "$work/sockets" "$BUSY" 50000; }
	read -r _ <&"${clients[0]}"
	# Until they count as quiet.
	sleep 5
}

without_many() {
	kill "$clients_PID"
	wait "$clients_PID" 2>/dev/null || true
	stop
}

# busy_many: has the clients go on, one alone and then those that are to be busy; sets alone, busy, and working, the memory after it.
busy_many() {
	echo >&"${clients[1]}"
	read -r _ <&"${clients[0]}"
	read -r _ _ alone _ <&"${clients[0]}"
	read -r _ _ busy _ <&"${clients[0]}"
	working=$(pss)
}

# What one function more takes: the difference between so many and ten, each time with clients that do the same.
many() {
	local before few few_working all alone busy working
	say "$MANY functions"
	parameter many "$MANY"
	parameter busy "$BUSY"
	with_many 10
	few=$(pss)
	busy_many
	few_working=$working
	without_many
	with_many "$MANY"
	all=$(pss)
	value many-memory $(((all - few) / (MANY - 10)))
	before=$(ticks)
	sleep 5
	value many-idle "$(awk -v t=$(($(ticks) - before)) -v hz="$(getconf CLK_TCK)" 'BEGIN { print 100 * t / hz / 5 }')"
	busy_many
	value many-working $(((working - few_working) / (MANY - 10)))
	value many-alone "$alone"
	value many-busy "$busy"
	value many-share "$(awk -v a="$alone" -v b="$busy" -v n="$BUSY" 'BEGIN { print b / n / a }')"
	without_many
}

# After medians.awk: medians as a table in Markdown, with ratios to the floor, and as JSON. Rows, those of one turn together:
#   T WHO KIND SIZE P50 P99 OPS ERRORS      E WHO ERRORS      V NAME NUMBER      P NAME NUMBER: what a part was measured with

# Whole where nobody needs more.
function shown(value) {
	return value >= 1000 || value == int(value) ? sprintf("%.0f", value) : sprintf("%.2f", value)
}

# most is what it may be: of the ratio if there is a base, else of the value; atLeast the same the other way round. value, base and
# peer are lists.
function row(what, unit, value, base, most, atLeast, peer,    middle, times, goal, good) {
	if (value == "")
		return
	middle = median(value)
	times = base == "" ? "" : ratio(value, base)
	goal = most != "" ? "≤ " (base == "" ? "" : "×") most : atLeast != "" ? "≥ " atLeast : ""
	good = most != "" ? (base == "" ? middle : times) <= most + 0.0049 : atLeast != "" ? middle >= atLeast : 1
	printf "| %s | %s %s | %s | %s | %s | %s |%s\n", what, shown(middle), unit, base == "" ? "" : shown(median(base)) " " unit, \
		times == "" ? "" : sprintf("×%.2f", times), goal, goal == "" ? "" : good ? "yes" : "**no**", \
		!peers ? "" : peer == "" ? " |" : sprintf(" ×%.2f |", ratio(peer, base))
	printf "%s\n  {\"what\": \"%s\", \"unit\": \"%s\", \"value\": %.3f%s%s%s}", separator, what, unit, middle, \
		base == "" ? "" : sprintf(", \"floor\": %.3f, \"ratio\": %.3f", median(base), times), \
		goal == "" ? "" : ", \"goal\": \"" goal "\", \"reached\": " (good ? "true" : "false"), \
		peer == "" ? "" : sprintf(", \"libvfio-user\": %.3f", median(peer)) > json
	separator = ","
}

function of(list, key) {
	return key in list ? list[key] : ""
}

function access(who, base, kind, size, title, most50, most99,    key) {
	key = " " kind " " size
	row(title ", p50", "µs", of(p50, who key), of(p50, base key), most50, "", who == "one" ? of(p50, "peer" key) : "")
	row(title ", p99", "µs", of(p99, who key), of(p99, base key), most99, "", who == "one" ? of(p99, "peer" key) : "")
}

# A value that has no floor.
function figure(what, unit, name, most) {
	row(what, unit, of(v, name), "", most)
}

$1 == "T" {
	key = $2 " " $3 " " $4
	p50[key] = p50[key] " " $5
	p99[key] = p99[key] " " $6
	ops[key] = ops[key] " " $7
	if ($2 == "peer")
		peers = 1
	else
		errors += $8
	measured = 1
}

$1 == "E" && $2 != "peer" {
	errors += $3
}

# What could not be measured is not 0.
$1 == "V" && $3 ~ /^-?[0-9]/ {
	v[$2] = v[$2] " " $3
}

$1 == "P" {
	with[$2] = $3
}

END {
	poll = with["poll"]
	many = with["many"]
	busy = with["busy"]
	printf "[" > json
	print "| what | vfio4j | floor | ratio | to reach | reached |" (peers ? " libvfio-user |" : "")
	print "|---|---|---|---|---|---|" (peers ? "---|" : "")
	access("one", "floor", "read", 4, "read 4 B, one CPU", 1.08, 1.25)
	access("one", "floor", "write", 4, "write 4 B, one CPU", 1.08, 1.25)
	access("one", "floor6", "read", 4, "read 4 B, one CPU; the floor\047s server can take descriptors")
	access("one", "floor6", "write", 4, "write 4 B, one CPU; the floor\047s server can take descriptors")
	access("one", "floor", "read", 65536, "read 64 KiB, one CPU", 1.05)
	access("one", "floor", "write", 65536, "write 64 KiB, one CPU", 1.05)
	access("one", "floor7", "write", 65536, "write 64 KiB, one CPU; the floor\047s server receives the header first")
	access("one", "floor", "read", 1048576, "read 1 MiB, one CPU", 1.05)
	access("one", "floor", "write", 1048576, "write 1 MiB, one CPU", 1.05)
	access("overlay", "floor3", "read", 4, "config read 4 B through nvgrace, one CPU", 1.15)
	access("two", "floor2", "read", 4, "read 4 B, two CPUs", 1.05)
	access("two", "floor2", "write", 4, "write 4 B, two CPUs", 1.05)
	access("poll", "floor8", "read", 4, "read 4 B, two CPUs, --poll " poll, 0.25)
	access("poll", "floor8", "write", 4, "write 4 B, two CPUs, --poll " poll, 0.25)
	access("poll", "floor5", "read", 4, "read 4 B, two CPUs, --poll " poll "; the floor polls as long")
	access("poll", "floor5", "write", 4, "write 4 B, two CPUs, --poll " poll "; the floor polls as long")
	figure("--poll " poll ": CPU of the session while its client is quiet", "µs/s", "poll-idle", 0)
	if ("one posted 4" in ops)
		row("posted writes of 4 B; the floor's server looks at nothing", "/s", ops["one posted 4"], ops["floor posted 4"], \
			"", 400000, of(ops, "peer posted 4"))
	if (measured)
		row("failed accesses" ("bulk" in with ? ", " 2 * with["bulk"] " of 1 MiB among them" : ""), "", errors + 0, "", 0)
	figure("system calls for a read of 4 B, by strace", "", "calls", 2.1)
	figure("instructions of the session for it, by single steps (x86-64)", "", "instructions")
	figure("first access after READY", "µs", "first", 2000)
	row("median of the first 1,000 accesses, two CPUs", "µs", of(v, "cold"), of(p50, "floor4 read 4"), 2)
	figure("`gh200-96g`: `serve` to READY, with the archive of classes", "ms", "ready-archive", 300)
	figure("`gh200-96g`: `serve` to READY, with the one for any plugins", "ms", "ready-any")
	figure("`gh200-96g`: `serve` to READY, without", "ms", "ready-plain", 500)
	figure("`gh200-96g`: resident, idle, with the archive", "MiB", "rss-archive", 90)
	figure("`gh200-96g`: resident, idle, with the one for any plugins", "MiB", "rss-any", 90)
	figure("`gh200-96g`: resident, idle, without", "MiB", "rss-plain", 90)
	figure(many " functions with a client each: CPU while all are quiet", "%", "many-idle", 1)
	figure(many " functions: memory of one whose client is quiet", "KiB", "many-memory", 64)
	figure(many " functions: memory of one, " busy " clients busy", "KiB", "many-working", 64)
	figure(many " functions: read of 4 B, one client busy, p50", "µs", "many-alone")
	figure(many " functions: the same, " busy " busy, p50", "µs", "many-busy")
	figure(many " functions: that by " busy ", to one alone", "×", "many-share", 1.5)
	figure("in the process: read of 4 B of a BAR through nvgrace", "ns", "jmh-bar", 25)
	figure("in the process: the same of a BAR register", "ns", "jmh-config")
	figure("in the process: the BAR read allocates", "B", "alloc-bar", 0)
	figure("in the process: the config read allocates", "B", "alloc-config", 0)
	printf "\n]\n" > json
}

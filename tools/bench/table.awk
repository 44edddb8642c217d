# Medians of rows "WHO:KIND SIZE P50 P99 OPS ERRORS" as a table with ratios to the floor, and as JSON.

function median(list,    n, a, i, j, t) {
	n = split(list, a, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && a[j - 1] + 0 > a[j] + 0; j--) {
			t = a[j]; a[j] = a[j - 1]; a[j - 1] = t
		}
	return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

function row(what, unit, value, base,    ratio) {
	if (value == "")
		return
	ratio = base == "" ? "" : sprintf("%.2f", value / base)
	printf "%-44s %10.2f %-10s %10s %8s\n", what, value, unit, base == "" ? "" : sprintf("%.2f", base), \
		ratio == "" ? "" : "x" ratio
	printf "%s\n  {\"what\": \"%s\", \"unit\": \"%s\", \"value\": %.3f%s}", separator, what, unit, value, \
		base == "" ? "" : sprintf(", \"floor\": %.3f, \"ratio\": %s", base, ratio) > json
	separator = ","
}

function access(who, base, kind, size, title) {
	if (!((who ":" kind " " size) in p50))
		return
	row(title " p50", "us", median(p50[who ":" kind " " size]), median(p50[base ":" kind " " size]))
	row(title " p99", "us", median(p99[who ":" kind " " size]), median(p99[base ":" kind " " size]))
}

{
	key = $1 " " $2
	p50[key] = p50[key] " " $3
	p99[key] = p99[key] " " $4
	ops[key] = ops[key] " " $5
	errors += $6
}

END {
	printf "[" > json
	printf "%-44s %10s %-10s %10s %8s\n", "what", "vfio4j", "", "floor", "ratio"
	access("one", "floor", "read", 4, "read 4 B, one CPU,")
	access("one", "floor", "write", 4, "write 4 B, one CPU,")
	access("one", "floor", "read", 65536, "read 64 KiB, one CPU,")
	access("one", "floor", "write", 65536, "write 64 KiB, one CPU,")
	access("one", "floor", "read", 1048576, "read 1 MiB, one CPU,")
	access("one", "floor", "write", 1048576, "write 1 MiB, one CPU,")
	access("two", "floor2", "read", 4, "read 4 B, two CPUs,")
	access("two", "floor2", "write", 4, "write 4 B, two CPUs,")
	access("poll", "floor2", "read", 4, "read 4 B, two CPUs, --poll " poll ",")
	access("poll", "floor2", "write", 4, "write 4 B, two CPUs, --poll " poll ",")
	if ("one:posted 4" in ops)
		row("posted writes of 4 B", "1000/s", median(ops["one:posted 4"]) / 1000)
	if ("calls:read 4" in p50)
		row("system calls for a read of 4 B", "calls", median(p50["calls:read 4"]))
	row("gh200-96g: serve to READY", "ms", median(p50["agent:ready 0"]))
	row("gh200-96g: resident, idle", "MiB", median(p50["agent:rss 0"]))
	row("failed accesses", "", errors)
	printf "\n]\n" > json
}

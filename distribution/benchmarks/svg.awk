# After medians.awk: of rows "Q WHO read 4 SHARE MICROSECONDS", some for each share, draws the medians: time over the share of
# accesses that took no longer. "P poll MICROSECONDS" is for a title.
# The share's axis is that of its complement's logarithm, so that the slowest hundredth is as wide as the rest.

function x(share) {
	return 60 - log(1 - share) / log(10) * 180
}

function y(us) {
	return 340 - log(us) / log(10) * 130
}

function curve(who, title, colour, dashes,    i, points) {
	if (!((who, shares[1]) in all))
		return
	for (i = 1; i <= count; i++)
		points = points sprintf("%.1f,%.1f ", x(shares[i]), y(median(all[who, shares[i]])))
	printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n", points, colour, \
		dashes ? " stroke-dasharray=\"5 4\"" : ""
	printf "<line x1=\"75\" x2=\"105\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"%s/>", 26 + 18 * keys, 26 + 18 * keys, \
		colour, dashes ? " stroke-dasharray=\"5 4\"" : ""
	printf "<text x=\"112\" y=\"%d\">%s</text>\n", 30 + 18 * keys++, title
}

$1 == "P" && $2 == "poll" {
	poll = $3
}

$1 == "Q" && $3 == "read" && $4 == 4 {
	if (!($5 in seen)) {
		seen[$5] = 1
		shares[++count] = $5
	}
	all[$2, $5] = all[$2, $5] " " $6
}

END {
	if (!count)
		exit
	print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 400\" font-family=\"sans-serif\" font-size=\"13\">"
	print "<rect width=\"680\" height=\"400\" fill=\"white\"/>"
	split("1 2 5 10 20 50 100 200", lines, " ")
	for (i = 1; i in lines; i++)
		printf "<line x1=\"60\" x2=\"655\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"52\" y=\"%.1f\" " \
			"text-anchor=\"end\">%s</text>\n", y(lines[i]), y(lines[i]), y(lines[i]) + 4, lines[i]
	split("0 .5 .9 .99 .999", marks, " ")
	for (i = 1; i in marks; i++)
		printf "<line y1=\"20\" y2=\"340\" x1=\"%.1f\" x2=\"%.1f\" stroke=\"#ddd\"/><text y=\"357\" x=\"%.1f\" " \
			"text-anchor=\"middle\">%s %%</text>\n", x(marks[i]), x(marks[i]), x(marks[i]), marks[i] * 100
	print "<text x=\"360\" y=\"382\" text-anchor=\"middle\">reads of 4 B that took no longer</text>"
	print "<text x=\"14\" y=\"14\">µs</text>"
	curve("floor", "floor, one CPU", "#888", 1)
	curve("one", "vfio4j, one CPU", "#1f6fb4")
	curve("peer", "the other server, one CPU", "#8a4fbf")
	curve("floor2", "floor, two CPUs", "#c9a227", 1)
	curve("two", "vfio4j, two CPUs", "#d2691e")
	curve("poll", "vfio4j, two CPUs, --poll " poll, "#2e8b57")
	print "</svg>"
}

# After medians.awk: of rows WHO WHAT VALUE, those of one turn together, the median and the least of each, and the ratio to number 1.

!($2 in known) {
	known[$2] = 1
	whats[++count] = $2
}

!($1 in seen) {
	seen[$1] = 1
	whos[++people] = $1
}

{
	each[$2, $1] = each[$2, $1] " " $3
	if (!(($2, $1) in least) || $3 < least[$2, $1])
		least[$2, $1] = $3
}

function line(what, who) {
	printf "%-14s %-6s median %9.2f  least %9.2f", what, who, median(each[what, who]), least[what, who]
	printf "%s\n", (what, 1) in each ? sprintf("  ×%.3f", ratio(each[what, who], each[what, 1])) : ""
}

END {
	for (i = 1; i <= count; i++)
		for (j = 1; j <= people; j++)
			if ((whats[i], whos[j]) in each)
				line(whats[i], whos[j])
}

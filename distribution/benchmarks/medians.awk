# Lists are numbers separated by spaces, one for each turn in the order of turns.

function median(list,    n, a, i, j, t) {
	n = split(list, a, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && a[j - 1] + 0 > a[j] + 0; j--) {
			t = a[j]; a[j] = a[j - 1]; a[j - 1] = t
		}
	return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

# The median of each turn's own ratio. A machine with neighbours is slower for some seconds and then is not: both of a turn meet the
# same, while the medians of all turns may be any of the two.
function ratio(list, base,    n, a, b, i, ratios) {
	n = split(list, a, " ")
	if (split(base, b, " ") != n)
		return median(list) / median(base)
	for (i = 1; i <= n; i++)
		ratios = ratios " " a[i] / b[i]
	return median(ratios)
}

# Sourced, not run: an apt of our own in $dest, so that packages of another release can be had without
# touching the host's. Needs apt-get and dpkg-deb, not root. The mirror is the host's first Debian
# address unless MIRROR is set. What cannot be had ends the script with status 77 and one line.

suite=${SUITE:-trixie}
target=${TARGET:-$suite-backports}
arch=${ARCH:-amd64}

skip() {
	echo "$(basename "$0"): cannot get $*" >&2
	exit 77
}

# The host's own Debian mirror, in either of the two formats of apt's sources.
host_mirror() {
	cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null |
	awk '/^URIs:/ { print $2; exit } /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }'
}

# One writer at a time; the lock goes with the process.
lock() {
	mkdir -p "$(dirname "$1")"
	exec 9>"$1.lock"
	flock 9
}

# private_apt SUITE...: an empty package state with these suites as its sources, freshly updated.
private_apt() {
	command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || skip "packages: no apt here"
	keyring=${KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
	mirror=${MIRROR:-$(host_mirror)}
	[ -n "$mirror" ] && [ -e "$keyring" ] || skip "packages: no Debian mirror or keyring known here"
	apt=$dest/apt
	mkdir -p "$apt/etc/apt/apt.conf.d" "$apt/etc/apt/preferences.d" \
		"$apt/state/lists/partial" "$apt/cache/archives/partial" "$dest/root"
	: >"$apt/status"
	for s in "$@"; do
		echo "deb [signed-by=$keyring arch=$arch] $mirror $s main"
	done >"$apt/etc/apt/sources.list"
	cat >"$apt/apt.conf" <<-CONF
		Dir::Etc "$apt/etc/apt";
		Dir::State "$apt/state";
		Dir::State::status "$apt/status";
		Dir::Cache "$apt/cache";
		APT::Architecture "$arch";
		APT::Architectures { "$arch"; };
		APT::Install-Recommends "false";
		APT::Sandbox::User "";
		Acquire::Retries "3";
		Acquire::Languages "none";
		Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
	CONF
	export APT_CONFIG="$apt/apt.conf"
	apt-get -qq update >&2 || skip "package lists of $*"
}

#!/bin/sh
# Unpack Debian packages of another release, and all they depend on, into a private folder: how the
# end-to-end tests get a QEMU that has vfio-user-pci.
#
#   get-debs.sh DEST PACKAGE...
#
# DEST/root gets the unpacked, unconfigured packages; run what is in it with run-in.sh. Prints the
# named packages and their versions. Does nothing more when DEST already holds just these. SUITE
# (trixie) and TARGET (SUITE-backports) are searched, the latter preferred. Status 77: cannot be had.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dest=$1; shift
. "$here/private-apt.sh"

lock "$dest"
want="$suite $target $arch $*"
if [ "$(cat "$dest/.holds" 2>/dev/null)" != "$want" ]; then
	rm -rf "$dest"
	mkdir -p "$dest"
	dest=$(cd "$dest" && pwd)
	private_apt "$suite" "$target"
	apt-get -qq -y --download-only -t "$target" install "$@" >&2 || skip "$*"
	for deb in "$apt"/cache/archives/*.deb; do
		dpkg-deb --extract "$deb" "$dest/root"
	done
	for package in "$@"; do
		dpkg-deb --show --showformat '${Package} ${Version}\n' "$apt/cache/archives/${package}"_*.deb
	done >"$dest/versions"
	rm -rf "$apt"
	echo "$want" >"$dest/.holds"
fi
cat "$dest/versions"

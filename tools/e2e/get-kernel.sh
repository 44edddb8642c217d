#!/bin/sh
# Unpack a Debian kernel, image and modules, without its dependencies.
#
#   get-kernel.sh DEST META
#
# META is a kernel metapackage such as linux-image-cloud-amd64, taken from TARGET (trixie-backports).
# Afterwards DEST/vmlinuz is the image and DEST/root/usr/lib/modules has the modules, indexed. Prints
# the kernel's version. Does nothing more when DEST already holds it. Status 77: cannot be had.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dest=$1 meta=$2
. "$here/private-apt.sh"
PATH=$PATH:/usr/sbin:/sbin

lock "$dest"
want="$target $arch $meta"
if [ "$(cat "$dest/.holds" 2>/dev/null)" != "$want" ]; then
	command -v depmod >/dev/null || skip "$meta: depmod is missing (package kmod)"
	rm -rf "$dest"
	mkdir -p "$dest"
	dest=$(cd "$dest" && pwd)
	private_apt "$target"
	# the metapackage names the one real image package it stands for
	image=$(apt-cache show "$meta" |
		sed -nE 's/^Depends: (.*, )?(linux-image-[0-9][^ ,]+).*/\2/p' | head -1)
	[ -n "$image" ] || skip "$meta: $target does not have it"
	# kernels since 7 are split: the boot image and the modules have packages of their own
	set -- "$image"
	for part in base modules binary; do
		package=$(echo "$image" | sed "s/^linux-image-/linux-$part-/")
		if apt-cache show "$package" 2>/dev/null | grep -q ^Filename; then
			set -- "$@" "$package"
		fi
	done
	(cd "$apt/cache" && apt-get -qq download "$@" >&2) || skip "$*"
	for deb in "$apt"/cache/linux-*.deb; do
		dpkg-deb --extract "$deb" "$dest/root"
	done
	version=$(ls "$dest/root/usr/lib/modules")
	ln -s usr/lib "$dest/root/lib"
	depmod -b "$dest/root" "$version"
	ln -s "$(find "$dest/root" -name 'vmlinuz*' -type f | head -1)" "$dest/vmlinuz"
	echo "$version" >"$dest/version"
	rm -rf "$apt"
	echo "$want" >"$dest/.holds"
fi
echo "linux $(cat "$dest/version")"

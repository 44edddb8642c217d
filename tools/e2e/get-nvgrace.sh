#!/bin/sh
# Build Linux's own nvgrace-gpu-vfio-pci driver, unmodified, as a module for Debian's stock kernel, whose
# configuration leaves it out: what vfio4j is compared with, in a guest.
#
#   get-nvgrace.sh DEST
#
# Afterwards DEST/kernel is what get-kernel.sh leaves and DEST/nvgrace-gpu-vfio-pci.ko the module. Prints
# the versions of the kernel, of its source and of the compiler. Compiler and source are fetched from Debian,
# used and removed again: nothing of the kernel's is ours to keep. Does nothing more when DEST already
# holds a module for that kernel. Status 77: cannot be had. Wants root, for chroot: the kernel's build
# programs need the libraries of the release that they come from.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dest=$1
. "$here/private-apt.sh"

lock "$dest"
mkdir -p "$dest"
dest=$(cd "$dest" && pwd)
"$here/get-kernel.sh" "$dest/kernel" "linux-image-$arch" >"$dest/versions.new"
version=$(cat "$dest/kernel/version")		# such as 7.3.4+deb13-amd64
if [ "$(cat "$dest/.holds" 2>/dev/null)" != "$version" ]; then
	[ "$(id -u)" = 0 ] || skip "nvgrace-gpu-vfio-pci: building it needs root, for chroot"
	unshare --mount true 2>/dev/null || skip "nvgrace-gpu-vfio-pci: building it needs a mount namespace"
	rm -f "$dest/.holds"
	series=$(echo "$version" | cut -d. -f1,2)	# 7.3
	tools=$dest/tools root=$dest/tools/root
	trap 'rm -rf "$tools"' EXIT
	# Else sh would not get to that.
	trap 'exit 143' TERM INT
	"$here/get-debs.sh" "$tools" bash binutils coreutils dash findutils gcc-14 grep make mawk pahole \
		perl-base sed tar xz-utils "linux-headers-$version" "linux-source-$series" >"$dest/fetched"
	grep -E '^(gcc-14|linux-source)' "$dest/fetched" >>"$dest/versions.new"

	# so that the unpacked tree serves as a chroot
	for folder in bin sbin lib lib64; do
		[ -e "$root/$folder" ] || ln -s "usr/$folder" "$root/$folder"
	done
	ln -sf dash "$root/usr/bin/sh"
	ln -sf mawk "$root/usr/bin/awk"
	mkdir -p "$root/tmp" "$root/dev" "$root/proc" "$root/module"
	[ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
	tar -C "$root/module" --strip-components=5 -xf "$root/usr/src/linux-source-$series.tar.xz" \
		"linux-source-$series/drivers/vfio/pci/nvgrace-gpu"
	printf '%s\n' 'obj-m := nvgrace-gpu-vfio-pci.o' 'nvgrace-gpu-vfio-pci-y := main.o' >"$root/module/Makefile"

	# objtool reads /proc; in a mount namespace of its own nothing stays mounted
	unshare --mount -- sh -ec 'mount -t proc proc "$1/proc"; exec chroot "$@"' sh "$root" \
		/usr/bin/make -s -C "/usr/src/linux-headers-$version" CC=gcc-14 M=/module modules >&2
	cp "$root/module/nvgrace-gpu-vfio-pci.ko" "$dest/"
	mv "$dest/versions.new" "$dest/versions"
	rm "$dest/fetched"
	echo "$version" >"$dest/.holds"
fi
rm -f "$dest/versions.new"
cat "$dest/versions"

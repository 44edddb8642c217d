#!/bin/sh
# Run a program that get-debs.sh unpacked, with the libraries next to it.
#
#   run-in.sh DEST PROGRAM [ARG...]
#
# PROGRAM is a name in DEST/root/usr/bin. There is no chroot: paths, sockets and the current folder
# stay the host's.
set -eu
root=$1/root program=$2; shift 2
lib=$root/usr/lib/x86_64-linux-gnu
case $program in
qemu-system-*)
	export QEMU_MODULE_DIR="$lib/qemu"
	set -- -L "$root/usr/share/qemu" -L "$root/usr/share/seabios" "$@"
	;;
esac
exec "$root/usr/lib64/ld-linux-x86-64.so.2" --argv0 "$program" --library-path "$lib" \
	"$root/usr/bin/$program" "$@"

#!/bin/sh
# Make the initramfs of a test guest out of a static busybox.
#
#   mkinitrd.sh -k KERNEL [-m "MODULE..."] [-f FILE=GUESTPATH]... OUT
#
# KERNEL is a folder that get-kernel.sh filled; -m names the modules to take from it, with what they
# depend on: init loads them in that order. -f puts a file into the guest. init then runs /test.
# Needs busybox-static, cpio, kmod and xz-utils; status 77 where one is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernel= modules= files=
while getopts k:m:f: o; do
	case $o in
	k) kernel=$OPTARG/root ;;
	m) modules=$OPTARG ;;
	f) files="$files $OPTARG" ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
out=$1
PATH=$PATH:/usr/sbin:/sbin

for tool in busybox cpio modprobe xz; do
	command -v $tool >/dev/null || { echo "mkinitrd.sh: $tool is missing" >&2; exit 77; }
done

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/bin" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/mod"
cp "$(command -v busybox)" "$tree/bin/busybox"
ln -s busybox "$tree/bin/sh"
cp "$here/init" "$tree/init"
chmod +x "$tree/init"

version=$(ls "$kernel/usr/lib/modules")
for m in $modules; do
	modprobe -d "$kernel" -S "$version" --show-depends "$m" >>"$tree/mod/steps"
done
n=100
for ko in $(sed -n 's/^insmod \([^ ]*\).*/\1/p' "$tree/mod/steps" 2>/dev/null | awk '!seen[$0]++'); do
	n=$((n + 1)) name=$(basename "$ko")
	case $name in
	*.xz) xz -dc "$ko" >"$tree/mod/$n-${name%.xz}" ;;
	*) cp "$ko" "$tree/mod/$n-$name" ;;
	esac
done
rm -f "$tree/mod/steps"
for f in $files; do
	mkdir -p "$(dirname "$tree/${f#*=}")"
	cp "${f%%=*}" "$tree/${f#*=}"
done
(cd "$tree" && find . | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0) | gzip -1 >"$out"

#!/bin/sh
# Make the initramfs of a test guest out of a static busybox.
#
#   mkinitrd.sh -k KERNEL [-m "MODULE..."] [-f FILE=GUESTPATH]... [-u] OUT
#
# KERNEL is a folder that get-kernel.sh filled; -m names the modules to take from it, with what they
# depend on: init loads them in that order. -f puts a file or all of a folder into the guest. init then runs
# /test. -u leaves it uncompressed: a guest without KVM is slow at that, which counts if there is much in it.
# Needs busybox-static, cpio, kmod and xz-utils; status 77 where one is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin

for tool in busybox cpio modprobe xz; do
	command -v $tool >/dev/null || { echo "mkinitrd.sh: $tool is missing" >&2; exit 77; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Else sh would not get to that.
trap 'exit 143' TERM INT
tree=$work/tree
mkdir -p "$tree/bin" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/mod"
cp "$(command -v busybox)" "$tree/bin/busybox"
ln -s busybox "$tree/bin/sh"
cp "$here/init" "$tree/init"
chmod +x "$tree/init"

kernel= modules= compress='gzip -1'
while getopts k:m:f:u o; do
	case $o in
	k) kernel=$OPTARG/root ;;
	m) modules=$OPTARG ;;
	f)
		mkdir -p "$(dirname "$tree/${OPTARG#*=}")"
		cp -rT "${OPTARG%%=*}" "$tree/${OPTARG#*=}"
		;;
	u) compress=cat ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
out=$1

# Each step of modprobe's is "insmod FILE OPTION...", with a space behind FILE if no option is.
version=$(ls "$kernel/usr/lib/modules")
for m in $modules; do
	modprobe -d "$kernel" -S "$version" --show-depends "$m"
done >"$work/steps"
sed -nE 's/^insmod (.*\.ko(\.[a-z]+)?) .*/\1/p' "$work/steps" | awk '!seen[$0]++' >"$work/modules"
n=100
while IFS= read -r ko; do
	n=$((n + 1)) name=$(basename "$ko")
	case $name in
	*.xz) xz -dc "$ko" >"$tree/mod/$n-${name%.xz}" ;;
	*) cp "$ko" "$tree/mod/$n-$name" ;;
	esac
done <"$work/modules"

# Not one pipe: it would fail only with its last command.
(cd "$tree" && find .) >"$work/names"
LC_ALL=C sort -o "$work/names" "$work/names"
(cd "$tree" && cpio --quiet -o -H newc -R 0:0) <"$work/names" >"$work/archive"
$compress <"$work/archive" >"$out"

#!/bin/sh
# Make a Java runtime for a guest out of a JDK of this machine, with the libraries that it runs on.
#
#   get-runtime.sh DEST JDK
#
# DEST/root goes to the root of the guest's file system: the runtime into opt/java, where bin/vfio4j looks
# for one, and the libraries where this machine has them. Prints the JDK's version. Does nothing more when DEST
# already holds it. Status 77: the JDK has no jlink, or is one that jlink cannot work from.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dest=$1 jdk=$2
. "$here/private-apt.sh"

lock "$dest"
want=$(cat "$jdk/release")
if [ "$(cat "$dest/.holds" 2>/dev/null)" != "$want" ]; then
	rm -rf "$dest"
	mkdir -p "$dest/root/opt/java"
	dest=$(cd "$dest" && pwd)
	# java.se: the image's jars are automatic modules in part, which do not say what they want.
	"$jdk/bin/jlink" --add-modules java.se,jdk.unsupported --strip-debug --no-header-files --no-man-pages \
		--generate-cds-archive --output "$dest/root/opt/java/runtime" >&2 || skip "a runtime from $jdk"
	for file in "$dest/root/opt/java/runtime/bin/java" "$dest"/root/opt/java/runtime/lib/*.so \
		"$dest/root/opt/java/runtime/lib/server/libjvm.so"
	do
		# Without a desktop some libraries of java.desktop's lack theirs, and are not wanted.
		ldd "$file" | sed -nE 's/^\t(.* => )?(\/[^ ]*) \(.*/\2/p'
	done | grep -v "^$dest" | sort -u >"$dest/libraries"
	while IFS= read -r library; do
		mkdir -p "$dest/root$(dirname "$library")"
		cp -L "$library" "$dest/root$library"
	done <"$dest/libraries"
	echo "$want" >"$dest/.holds"
fi
sed -n 's/^JAVA_RUNTIME_VERSION=/java /p' "$dest/.holds" | tr -d '"'

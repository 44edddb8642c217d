#!/bin/sh
# Compile the guest's program, statically, so that it runs in an initramfs without libraries.
#
#   mkprobe.sh OUT
#
# Needs gcc and libc6-dev; status 77 where they are missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v gcc >/dev/null || { echo "mkprobe.sh: gcc is missing" >&2; exit 77; }
mkdir -p "$(dirname "$1")"
gcc -O1 -static -Wall -Wextra -Werror -o "$1" "$here"/guest/*.c

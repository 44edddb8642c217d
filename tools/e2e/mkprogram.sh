#!/bin/sh
# Compile a guest's program, statically, so that it runs in an initramfs without libraries.
#
#   mkprogram.sh FOLDER OUT
#
# FOLDER is one of ours with C files: guest, guest/script. Needs gcc and libc6-dev; status 77 where they
# are missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v gcc >/dev/null || { echo "mkprogram.sh: gcc is missing" >&2; exit 77; }
mkdir -p "$(dirname "$2")"
gcc -O1 -static -Wall -Wextra -Werror -o "$2" "$here/$1"/*.c

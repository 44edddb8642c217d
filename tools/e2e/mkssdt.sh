#!/bin/sh
# Compile the ACPI table that tells a guest of a GPU's memory.
#
#   mkssdt.sh NODE BASE SIZE OUT.aml
#
# NODE is the GPU's, such as PCI0.S20.S00 behind a root port in slot 4 of QEMU's q35. Needs acpica-tools;
# status 77 where they are missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v iasl >/dev/null || { echo "mkssdt.sh: iasl is missing (package acpica-tools)" >&2; exit 77; }
name=${4%.aml}
mkdir -p "$(dirname "$name")"
sed -e "s/@NODE@/$1/" -e "s/@BASE@/$2/" -e "s/@SIZE@/$3/" "$here/gpu-memory.asl.in" >"$name.asl"
iasl -p "$name" "$name.asl" >"$name.log" 2>&1 || { cat "$name.log" >&2; exit 1; }

#!/bin/sh
# Boot the guest that serves real functions, to try an image by hand: QEMU's edu, e1000e and nvme, each behind
# a root port, an IOMMU, Java and the image.
#
#   vfio-host.sh IMAGE [SCRIPT]
#
# IMAGE is a built distribution/target/vfio4j: it is /vfio4j in the guest, and its command on the path. SCRIPT
# is carried out there, and QEMU ends; without one there is a shell on this terminal. JDK names the JDK whose
# runtime is taken. Functions are 0000:01:00.0 to 0000:03:00.0; "take ADDRESS..." gives them to vfio-pci.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
image=$1 script=${2:-}
cache=${VFIO4J_E2E_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}}/vfio4j-e2e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Else sh would not get to that.
trap 'exit 143' TERM INT

"$here/get-debs.sh" "$cache/qemu" qemu-system-x86 >&2
"$here/get-kernel.sh" "$cache/kernel" linux-image-cloud-amd64 >&2
"$here/get-runtime.sh" "$cache/runtime" "${JDK:-${JAVA25_HOME:?or JDK has to name a JDK}}" >&2
"$here/mkprogram.sh" guest/script "$work/vfio-script"
set -- -k "$cache/kernel" -m "vfio_iommu_type1 vfio-pci" -u -f "$cache/runtime/root=." -f "$image=vfio4j" \
	-f "$here/guest/take=bin/take" -f "$here/guest/release=bin/release" \
	-f "$work/vfio-script=bin/vfio-script" -f "$here/guest/shell=test"
[ -z "$script" ] || set -- "$@" -f "$script=script"
"$here/mkinitrd.sh" "$@" "$work/initramfs"
"$here/run-in.sh" "$cache/qemu" qemu-system-x86_64 -nodefaults -no-user-config -display none -no-reboot \
	-accel tcg,thread=multi -cpu max -smp 2 -m 2G -machine q35,kernel-irqchip=off \
	-device intel-iommu,intremap=on,caching-mode=on \
	-device pcie-root-port,id=port1,chassis=1,slot=1,addr=4.0 -device edu,bus=port1 \
	-device pcie-root-port,id=port2,chassis=2,slot=2,addr=5.0 -device e1000e,romfile=,bus=port2 \
	-device pcie-root-port,id=port3,chassis=3,slot=3,addr=6.0 -device nvme,serial=vfio4j,bus=port3 \
	-kernel "$cache/kernel/vmlinuz" -initrd "$work/initramfs" -serial mon:stdio \
	-append "console=ttyS0 quiet panic=-1 intel_iommu=on initcall_blacklist=nvme_init"

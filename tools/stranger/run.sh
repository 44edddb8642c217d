#!/bin/bash
# run.sh: does what someone does who writes a plugin for the first time, from nothing to a guest that sees it, and
# prints each command with its time. The folder and Maven's local repository are new; the repository begins with this
# build's api, core, testkit and archetype, and nothing else ("mvn package" comes before this).
#
# Libraries and Maven's plugins are taken from the local repository of the user, if they are there; with DOWNLOAD=1
# all of them come from Maven Central.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${VFIO4J_E2E_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}}/vfio4j-e2e
work=$(mktemp -d)
agent=
trap '[ -z "$agent" ] || kill "$agent" 2>/dev/null || true; wait; rm -rf "$work"' EXIT

export PATH=$root/distribution/target/vfio4j/bin:$PATH
rows=() count=0

fail() {
	echo "run.sh: $1" >&2
	[ ! -f "$work/log" ] || tail -n 40 "$work/log" >&2
	exit 1
}

# A command of the stranger's. What it prints is in $work/log.
step() {
	local began ended
	began=$(date +%s%N)
	echo "\$ $1"
	(eval "$1") >"$work/log" 2>&1 </dev/null || fail "this failed: $1"
	ended=$(date +%s%N)
	row "$1" $(((ended - began) / 100000000))
}

# Tenths of a second, in the table.
row() {
	count=$((count + 1)) total=$((${total:-0} + $2))
	rows+=("| $count | \`$1\` | $(($2 / 10)).$(($2 % 10)) |")
}

expect() {
	grep -qE "$1" "$work/log" || fail "nothing that matches '$1' came"
}

# Not the stranger's: what is bought or built once.
[ -x "$root/distribution/target/vfio4j/bin/vfio4j" ] || fail "no image: run mvn -q package -DskipTests"
"$root/tools/local-repository.sh" "$work/repository"
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | sed -n 1p)
"$root/tools/e2e/get-debs.sh" "$cache/qemu" qemu-system-x86 >/dev/null
"$root/tools/e2e/get-kernel.sh" "$cache/kernel" linux-image-cloud-amd64 >/dev/null
"$root/tools/e2e/mkinitrd.sh" -k "$cache/kernel" -f "$here/guest.sh=test" "$work/initrd"
mkdir "$work/bin"
cat >"$work/bin/qemu-system-x86_64" <<-END
	#!/bin/sh
	exec timeout --foreground 600 "$root/tools/e2e/run-in.sh" "$cache/qemu" qemu-system-x86_64 -accel tcg -cpu max "\$@"
END
cat >"$work/bin/mvn" <<-END
	#!/bin/sh
	exec "$(command -v mvn)" -B -Dmaven.repo.local="$work/repository" $(
		[ -n "${DOWNLOAD:-}" ] || echo "-s \"$work/settings.xml\""
	) "\$@"
END
chmod +x "$work"/bin/*
sed "s:@settings.localRepository@:${MAVEN_REPOSITORY:-$HOME/.m2/repository}:" \
	"$root/archetype/src/test/maven/settings.xml" >"$work/settings.xml"
cd "$work"
# Seen from the project's folder: the stranger's command has no quotes for a path that wants them.
ln -s "$cache/kernel/vmlinuz" vmlinuz
export PATH=$work/bin:$PATH KERNEL=../vmlinuz INITRD=../initrd

# What the stranger types.
step "mvn archetype:generate -DarchetypeGroupId=io.vfio4j -DarchetypeArtifactId=vfio4j-variant-archetype \
-DarchetypeVersion=$version -DgroupId=com.acme -DartifactId=acme"
mkdir again
(cd again && vfio4j plugin new acme --group-id com.acme >"$work/log") || fail "vfio4j plugin new"
diff -r acme again/acme >"$work/log" || fail "vfio4j plugin new makes another project than the archetype"
cd acme
step "mvn verify"
expect 'Tests run: [0-9]+, Failures: 0, Errors: 0, .*AcmeContractTest'

step "vfio4j plugin verify target/acme.jar"

echo "\$ vfio4j serve &"
serve="vfio4j serve --plugin target/acme.jar --host sim:host.json --socket-dir sockets"
began=$(date +%s%N)
$serve >"$work/log" 2>&1 &
agent=$!
until grep -q READY "$work/log"; do
	kill -0 "$agent" 2>/dev/null || fail "the agent ended"
	[ $(($(date +%s%N) - began)) -lt 120000000000 ] || fail "the agent is not READY after two minutes"
	sleep 0.05
done
row "$serve &" $((($(date +%s%N) - began) / 100000000))

step "eval \"qemu-system-x86_64 \$(vfio4j vmm-args qemu 0000:01:00.0 --host sim:host.json --socket-dir sockets) \
-kernel \$KERNEL -initrd \$INITRD -append 'console=ttyS0 quiet panic=-1' -nographic -no-reboot\""
expect 'register 0x0 of aced:0001 is 0x4F494656'
grep -aoE 'register 0x0 of .*' "$work/log" | tr -d '\r'

echo
echo "| | Command | Seconds |"
echo "|---|---|---|"
printf '%s\n' "${rows[@]}"
echo "| $count | commands | $((total / 10)).$((total % 10)) |"

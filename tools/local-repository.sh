#!/bin/bash
# local-repository.sh DIR: puts what plugins are built from into the local repository DIR of Maven, as the last
# "mvn package" made it. Nothing else is in it, so a build that uses it (-Dmaven.repo.local=DIR) stands as a stranger's does.
set -euo pipefail

if (($# != 1)); then
	echo "usage: local-repository.sh DIR" >&2
	exit 2
fi
mkdir -p "$1"
repository=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

# The first version in the root POM is the project's own; that of every module is the same.
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | sed -n 1p)

put() {
	local artifact=$1 folder=$2
	local target=$repository/io/vfio4j/$artifact/$version
	mkdir -p "$target"
	cp "$folder/pom.xml" "$target/$artifact-$version.pom"
	if (($# == 3)); then
		[ -f "$3" ] || { echo "local-repository.sh: no $3: run mvn -q package -DskipTests" >&2; exit 1; }
		cp "$3" "$target/$artifact-$version.jar"
	fi
}

put vfio4j-parent .
for module in api core testkit plugin-passthrough plugin-nvgrace; do
	put "vfio4j-$module" "$module" "$module/target/vfio4j-$module-$version.jar"
done
put vfio4j-variant-archetype archetype "archetype/target/vfio4j-variant-archetype-$version.jar"

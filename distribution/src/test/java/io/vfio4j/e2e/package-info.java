/**
 * The agent as its users run it, against a real QEMU and a real guest. In comes the image in {@code
 * target/vfio4j} and what {@code tools/e2e} fetches; out goes a verdict. Run by {@code mvn verify
 * -Pe2e}.
 */
package io.vfio4j.e2e;

package io.vfio4j.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tests run on and the build does not bring: fetched by {@code tools/e2e}, and cached. */
final class Supplies {

  private static final int CANNOT_BE_HAD = 77;
  private static final Path SCRIPTS = Path.of("..", "tools", "e2e").toAbsolutePath().normalize();
  private static final Path MADE_HERE = Path.of("target", "e2e").toAbsolutePath();

  private Supplies() {}

  /** The command that starts a recent QEMU; its arguments follow. */
  static List<String> qemu() {
    Path folder = cache().resolve("qemu");
    script("get-debs.sh", folder, "qemu-system-x86");
    return List.of(
        SCRIPTS.resolve("run-in.sh").toString(), folder.toString(), "qemu-system-x86_64");
  }

  /** A stock kernel for guests. */
  static Path kernel() {
    Path folder = cache().resolve("kernel");
    script("get-kernel.sh", folder, "linux-image-cloud-amd64");
    return folder.resolve("vmlinuz");
  }

  /** An initramfs with the probe, and vfio-pci with what it needs. The kernel must be there. */
  static Path initramfs() {
    Path probe = MADE_HERE.resolve("probe");
    Path image = MADE_HERE.resolve("initramfs.gz");
    script("mkprobe.sh", probe);
    Path kernel = cache().resolve("kernel");
    String modules = "vfio_iommu_type1 vfio-pci";
    script("mkinitrd.sh", "-k", kernel, "-m", modules, "-f", probe + "=test", image);
    return image;
  }

  private static void script(String name, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Output output = Output.of(command);
    if (output.status() == CANNOT_BE_HAD) {
      throw Missing.because(output.err().strip());
    }
    output.orFail();
  }

  private static Path cache() {
    return variable("VFIO4J_E2E_CACHE")
        .or(() -> variable("XDG_CACHE_HOME"))
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("vfio4j-e2e");
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isEmpty()).map(Path::of);
  }
}

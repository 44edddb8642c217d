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
  private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();
  private static final String MODULES = "vfio_iommu_type1 vfio-pci";

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
    script("mkprogram.sh", "guest", probe);
    Path kernel = cache().resolve("kernel");
    script("mkinitrd.sh", "-k", kernel, "-m", MODULES, "-f", probe + "=test", image);
    return image;
  }

  /** The kernel that the module of its own nvgrace-gpu driver was built for. */
  static Path nvgraceKernel() {
    script("get-nvgrace.sh", nvgrace());
    return nvgrace().resolve("kernel", "vmlinuz");
  }

  /**
   * An initramfs that has that driver carry out scripts of operations. Its kernel must be there.
   *
   * @param folder gets it
   */
  static Path nvgraceInitramfs(Path folder) {
    Path reader = MADE_HERE.resolve("vfio-script");
    Path image = folder.resolve("initramfs.gz");
    script("mkprogram.sh", "guest/script", reader);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("-k", nvgrace().resolve("kernel"), "-m", MODULES));
    // Modules are loaded in the order of their names: this one comes last.
    arguments.addAll(
        List.of("-f", nvgrace().resolve("nvgrace-gpu-vfio-pci.ko") + "=mod/nvgrace.ko"));
    arguments.addAll(List.of("-f", reader + "=bin/vfio-script"));
    arguments.addAll(List.of("-f", SCRIPTS.resolve("guest", "kernel-driver") + "=test", image));
    script("mkinitrd.sh", arguments.toArray());
    return image;
  }

  /**
   * An initramfs in which vfio-pci carries out scripts. The kernel of {@link #kernel} must be
   * there.
   *
   * @param folder gets it
   */
  static Path vfioPciInitramfs(Path folder) {
    Path reader = MADE_HERE.resolve("vfio-script");
    Path capture = MADE_HERE.resolve("vfio-capture");
    Path image = folder.resolve("initramfs.gz");
    script("mkprogram.sh", "guest/script", reader);
    script("mkprogram.sh", "guest/capture", capture);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("-k", cache().resolve("kernel"), "-m", MODULES));
    arguments.addAll(List.of("-f", reader + "=bin/vfio-script"));
    arguments.addAll(List.of("-f", capture + "=bin/vfio-capture"));
    arguments.addAll(List.of("-f", SCRIPTS.resolve("guest", "vfio-pci") + "=test", image));
    script("mkinitrd.sh", arguments.toArray());
    return image;
  }

  /**
   * An initramfs that serves the functions which vfio-pci has: with the image and the Java that
   * this runs on, these tests, and the reader on {@code /dev/vfio}. The kernel of {@link #kernel}
   * must be there.
   *
   * @param folder gets it
   */
  static Path vfioHostInitramfs(Path folder) {
    Path reader = MADE_HERE.resolve("vfio-script");
    Path image = folder.resolve("initramfs");
    Path runtime = cache().resolve("runtime");
    script("mkprogram.sh", "guest/script", reader);
    script("get-runtime.sh", runtime, System.getProperty("java.home"));
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("-u", "-k", cache().resolve("kernel"), "-m", MODULES));
    arguments.addAll(List.of("-f", runtime.resolve("root") + "=."));
    arguments.addAll(List.of("-f", Command.IMAGE + "=vfio4j"));
    arguments.addAll(List.of("-f", TESTS + "=tests"));
    arguments.addAll(List.of("-f", reader + "=bin/vfio-script"));
    arguments.addAll(List.of("-f", SCRIPTS.resolve("guest", "take") + "=bin/take"));
    arguments.addAll(List.of("-f", SCRIPTS.resolve("guest", "release") + "=bin/release"));
    arguments.addAll(List.of("-f", SCRIPTS.resolve("guest", "shell") + "=test", image));
    script("mkinitrd.sh", arguments.toArray());
    return image;
  }

  /**
   * An ACPI table for a guest that says where a GPU's memory is.
   *
   * @param node the GPU's, below {@code \_SB}
   */
  static Path memoryTable(String node, String base, String size) {
    Path table = MADE_HERE.resolve("gpu-memory-" + size + ".aml");
    script("mkssdt.sh", node, base, size, table);
    return table;
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

  private static Path nvgrace() {
    return cache().resolve("nvgrace");
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

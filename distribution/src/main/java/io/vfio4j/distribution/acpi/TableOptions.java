package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.core.host.acpi.LinuxTables;
import io.vfio4j.core.host.acpi.TableImage;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tables a command is about. */
final class TableOptions {
  @SuppressWarnings("UnusedVariable") // picocli prints the help and ends.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = "--sysfs",
      paramLabel = "DIR",
      defaultValue = "/sys",
      description = "Where this host's sysfs is (${DEFAULT-VALUE}).")
  private Path sysfs;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "A DSDT or SSDT, as in sysfs or of 'acpidump -b'; none: this host's (root).")
  private List<Path> files = new ArrayList<>();

  TableOptions() {}

  AcpiNamespace read() {
    try {
      return AcpiNamespace.read(files.isEmpty() ? new LinuxTables(sysfs).read() : readFiles());
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.FAILED, e.getMessage(), e);
    }
  }

  private List<TableImage> readFiles() throws IOException {
    List<TableImage> images = new ArrayList<>();
    for (Path file : files) {
      images.add(readFile(file));
    }
    return images;
  }

  private static TableImage readFile(Path file) throws IOException {
    try {
      return TableImage.read(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailed(ExitCode.NOT_FOUND, file + " is not there; check the name", e);
    } catch (AccessDeniedException e) {
      throw new CommandFailed(ExitCode.FAILED, file + " may not be read; change to its owner", e);
    }
  }
}

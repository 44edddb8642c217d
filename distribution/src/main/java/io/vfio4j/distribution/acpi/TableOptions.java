package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.core.host.acpi.LinuxTables;
import io.vfio4j.core.host.acpi.TableImage;
import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Parameter;
import io.vfio4j.distribution.cli.Value;
import io.vfio4j.distribution.cli.ValueOption;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which tables a command is about. */
final class TableOptions {
  static final ValueOption SYSFS =
      ValueOption.of("--sysfs", "DIR", "Where this host's sysfs is (${default}).")
          .withDefault("/sys");

  static final Parameter FILES =
      Parameter.any(
          "FILE", "A DSDT or SSDT, as in sysfs or of 'acpidump -b'; none: this host's (root).");

  private TableOptions() {}

  static AcpiNamespace read(Arguments given) {
    List<Path> files = given.parametersFrom(0).stream().map(Value::path).toList();
    Path sysfs = sysfs(given);
    try {
      return AcpiNamespace.read(files.isEmpty() ? new LinuxTables(sysfs).read() : readFiles(files));
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.FAILED, e.getMessage(), e);
    }
  }

  private static Path sysfs(Arguments given) {
    Path sysfs = given.value(SYSFS).path();
    if (!Files.isDirectory(sysfs)) {
      throw new CommandFailed(ExitCode.NOT_FOUND, sysfs + " is no folder; check --sysfs");
    }
    return sysfs;
  }

  private static List<TableImage> readFiles(List<Path> files) throws IOException {
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
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s cannot be read (%s): name a table's file".formatted(file, FileProblem.words(e)),
          e);
    }
  }
}

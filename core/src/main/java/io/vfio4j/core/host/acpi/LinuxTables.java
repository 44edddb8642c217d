package io.vfio4j.core.host.acpi;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of a Linux host, and the nodes of its PCI functions, from sysfs. */
public final class LinuxTables {
  private final Path sysfs;

  /**
   * The tables of a host.
   *
   * @param sysfs where sysfs is mounted, {@code /sys}
   */
  public LinuxTables(Path sysfs) {
    this.sysfs = sysfs;
  }

  /** The DSDT and SSDTs in the order in which the kernel loaded them. Root alone may read them. */
  public List<TableImage> read() throws IOException {
    Path folder = sysfs.resolve("firmware/acpi/tables");
    List<TableImage> images = new ArrayList<>();
    try {
      images.add(TableImage.read(folder.resolve("DSDT")));
      for (Path file : secondary(folder)) {
        images.add(TableImage.read(file));
      }
    } catch (AccessDeniedException e) {
      throw new IOException(
          e.getFile() + " can be read by root only: run as root, or give captured tables", e);
    } catch (NoSuchFileException e) {
      throw new IOException(
          e.getFile() + " is not there: this host has no ACPI, or sysfs is not mounted", e);
    }
    return images;
  }

  /** SSDT1 and so on, then those that were loaded later, which are below {@code dynamic}. */
  private static List<Path> secondary(Path folder) throws IOException {
    List<Path> files = new ArrayList<>(secondaryIn(folder));
    Path dynamic = folder.resolve("dynamic");
    if (Files.isDirectory(dynamic)) {
      files.addAll(secondaryIn(dynamic));
    }
    return files;
  }

  private static List<Path> secondaryIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).matches("SSDT[0-9]{0,6}"))
          .sorted(Comparator.comparingInt(LinuxTables::number))
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static int number(Path file) {
    String digits = name(file).substring("SSDT".length());
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** The node that the kernel found for a function; empty if there is none. */
  public Optional<NamePath> node(PciAddress function) throws IOException {
    Path file = sysfs.resolve("bus/pci/devices/" + function + "/firmware_node/path");
    try {
      return Optional.of(NamePath.parse(Files.readString(file).strip()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no path", e);
    }
  }
}

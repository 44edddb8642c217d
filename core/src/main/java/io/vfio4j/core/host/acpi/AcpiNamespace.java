package io.vfio4j.core.host.acpi;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.acpi.aml.AmlObjects;
import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.core.host.acpi.aml.Findings;
import io.vfio4j.core.host.acpi.aml.NamePath;
import io.vfio4j.core.host.acpi.aml.TableLoader;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The devices that some tables declare. */
public final class AcpiNamespace {
  private final int tables;
  private final Map<NamePath, AcpiDevice> devices;
  private final List<Finding> findings;
  private final PciNodes pciNodes;

  private AcpiNamespace(int tables, Map<NamePath, AcpiDevice> devices, List<Finding> findings) {
    this.tables = tables;
    this.devices = devices;
    this.findings = findings;
    this.pciNodes = new PciNodes(devices.values());
  }

  /**
   * Reads tables: the DSDT first, then SSDTs as they are given. Whatever the bytes are, nothing is
   * thrown: what cannot be read is left out, and a finding.
   */
  public static AcpiNamespace read(List<TableImage> images) {
    Findings findings = new Findings();
    List<Table> tables =
        images.stream()
            .flatMap(image -> Table.check(image, findings).stream())
            .sorted(Comparator.comparing(table -> !table.isDsdt()))
            .toList();
    AmlObjects objects = new AmlObjects();
    boolean wide = wide(tables);
    for (Table table : tables) {
      TableLoader.load(table.body(), table.bytes(), wide, objects, findings);
    }
    boolean complete = dsdts(tables).findAny().isPresent();
    Map<NamePath, AcpiDevice> devices = new DeviceReader(objects, findings).readAll(complete);
    return new AcpiNamespace(tables.size(), devices, findings.list());
  }

  /**
   * The DSDT's revision says how wide numbers are, in SSDTs as well (ACPI 6.5, section 5.2.11.1).
   */
  private static boolean wide(List<Table> tables) {
    return dsdts(tables).allMatch(dsdt -> dsdt.revision() >= 2);
  }

  private static Stream<Table> dsdts(List<Table> tables) {
    return tables.stream().filter(Table::isDsdt);
  }

  /** How many of the images were tables. */
  public int tables() {
    return tables;
  }

  /** All devices, by path. */
  public Collection<AcpiDevice> devices() {
    return Collections.unmodifiableCollection(devices.values());
  }

  /** What is wrong with the tables. */
  public List<Finding> findings() {
    return findings;
  }

  /** The device of a path. */
  public Optional<AcpiDevice> device(NamePath path) {
    return Optional.ofNullable(devices.get(path));
  }

  /** The device that is the node of a PCI function, if its root bridge is in these tables. */
  public Optional<AcpiDevice> device(PciAddress address, SecondaryBuses buses) {
    return pciNodes.find(address, buses);
  }

  /**
   * The device at the end of a chain of bridges.
   *
   * @param segment of the host bridge
   * @param bus the host bridge's
   * @param addresses {@code _ADR} of each bridge from the host bridge on, then the function's
   */
  public Optional<AcpiDevice> device(int segment, int bus, List<Long> addresses) {
    return pciNodes.find(segment, bus, addresses);
  }
}

package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import java.util.ArrayList;
import java.util.List;

/** A driver whose probe a test writes. */
final class FakeDriver implements VariantDriver {
  final List<DeviceContext> probed = new ArrayList<>();
  private final String name;
  private final PciMatch row;
  private final Behaviour behaviour;

  /** What probe does. */
  interface Behaviour {
    VfioDevice probe(DeviceContext context) throws ProbeDeclined;
  }

  FakeDriver(String name, PciMatch row, Behaviour behaviour) {
    this.name = name;
    this.row = row;
    this.behaviour = behaviour;
  }

  static FakeDriver taking(String name, PciMatch row) {
    return new FakeDriver(name, row, _ -> new FakeDevice(() -> {}));
  }

  static FakeDriver declining(String name, PciMatch row, String reason) {
    return new FakeDriver(
        name,
        row,
        _ -> {
          throw new ProbeDeclined(reason);
        });
  }

  static FakeDriver failing(String name, PciMatch row, VfioException failure) {
    return new FakeDriver(
        name,
        row,
        _ -> {
          throw failure;
        });
  }

  CatalogDriver catalogued() {
    return CatalogDriver.of(this, new Origin(name + "-plugin", "1.0.0", name + ".jar"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<PciMatch> idTable() {
    return List.of(row);
  }

  @Override
  public VfioDevice probe(DeviceContext context) throws ProbeDeclined {
    probed.add(context);
    return behaviour.probe(context);
  }
}

package io.vfio4j.testkit.guide;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/** Gives the GH200's plain neighbour another engine. */
final class CopyDriver implements VariantDriver {
  private static final int VENDOR = 0x1234;
  private static final int ACCELERATOR = 0x12_0000;
  private static final int BASE_CLASS = 0xff_0000;

  @Override
  public String name() {
    return "copy";
  }

  /** Every accelerator of one vendor: of the class, only the base class counts. */
  @Override
  public List<PciMatch> idTable() {
    int any = PciMatch.ANY;
    return List.of(new PciMatch(VENDOR, any, any, any, ACCELERATOR, BASE_CLASS));
  }

  @Override
  public VfioDevice probe(DeviceContext context) {
    return new CopyDevice(context);
  }
}

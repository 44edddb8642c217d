package ${package};

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/** Says which functions the variant is for, and makes a device for each. */
public final class ${classPrefix}Driver implements VariantDriver {
  private static final int VENDOR = 0xaced;
  private static final int DEVICE = 0x0001;

  @Override
  public String name() {
    return "${artifactId}";
  }

  @Override
  public List<PciMatch> idTable() {
    return List.of(PciMatch.device(VENDOR, DEVICE));
  }

  @Override
  public VfioDevice probe(DeviceContext context) {
    return new ${classPrefix}Device(context.core());
  }
}

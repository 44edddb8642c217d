package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/**
 * Takes functions with the ids of QEMU's edu.
 *
 * <p>Setting {@code dma-mask}: which bits of an address the card's DMA has, {@code 0xfffffff} if it
 * is not set. QEMU's property {@code dma_mask}.
 */
public final class EduDriver implements VariantDriver {
  private static final int VENDOR = 0x1234;
  private static final int DEVICE = 0x11e8;
  private static final String DMA_MASK = "dma-mask";
  private static final String DEFAULT_DMA_MASK = "0xfffffff";

  /** For the service loader. */
  public EduDriver() {}

  @Override
  public String name() {
    return "example-edu";
  }

  @Override
  public List<PciMatch> idTable() {
    return List.of(PciMatch.device(VENDOR, DEVICE));
  }

  @Override
  public VfioDevice probe(DeviceContext context) {
    return new EduDevice(context, dmaMask(context.setting(DMA_MASK).orElse(DEFAULT_DMA_MASK)));
  }

  private static long dmaMask(String text) {
    try {
      return Long.decode(text);
    } catch (NumberFormatException e) {
      throw new VfioException(
          Errno.EINVAL, DMA_MASK + " '" + text + "' is not a number such as 0xfffffff", e);
    }
  }
}

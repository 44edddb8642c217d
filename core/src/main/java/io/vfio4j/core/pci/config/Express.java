package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * The PCI Express capability; only the parts that are not plainly read-only:
 *
 * <pre>
 *   id (0x10)         next             capabilities                       +0
 *   device capabilities                                                   +4
 *   device control                     device status                      +8
 *   …
 *   device control 2                   device status 2                    +40
 * </pre>
 *
 * <p>Payload and read request sizes are virtual, since their right values depend on the host's
 * whole tree. The function-level reset bit resets the function and reads as 0.
 */
final class Express implements WriteRule {
  private static final int CAPABILITIES = 2;
  private static final int DEVICE_CAPABILITIES = 4;
  private static final int CAPABLE_OF_RESET = 1 << 28;
  private static final int CONTROL = 8;
  private static final int CONTROL_2 = 0x28;
  private static final int ARI = 1 << 5;
  private static final int PHANTOM = 1 << 9;
  private static final int RESET = 1 << 15;
  private static final int PAYLOAD = 0x00e0;
  private static final int PAYLOAD_SHIFT = 5;
  private static final int READ_REQUEST = 0x7000;
  private static final int READ_REQUEST_SHIFT = 12;
  private static final int LARGEST_READ_REQUEST = 5;
  private static final int ROOT_COMPLEX_ENDPOINT = 9;

  private final HostFunction function;
  private final ConfigBytes virtual;
  private final int start;
  private final Runnable reset;
  private int readRequest;

  Express(ConfigState base, int start, Runnable reset) {
    this.function = base.function();
    this.virtual = base.virtual();
    this.start = start;
    this.reset = reset;
    this.readRequest = virtual.get(start + CONTROL, 2) & READ_REQUEST;
  }

  static int length(HostFunction function, int start) {
    int capabilities = function.configRead(start + CAPABILITIES, 2);
    boolean integrated = (capabilities >> 4 & 0xf) == ROOT_COMPLEX_ENDPOINT;
    if ((capabilities & 0xf) == 1) {
      return integrated ? 12 : 20;
    }
    return integrated ? 0x2c : 0x34;
  }

  static ConfigMask mask(int length) {
    ConfigMask mask =
        ConfigMask.capability(length).word(CONTROL, RESET | PAYLOAD | READ_REQUEST, ~PHANTOM);
    return length <= CONTROL_2 ? mask : mask.word(CONTROL_2, ConfigMask.NONE, ~ARI);
  }

  @Override
  public void written(int offset, int width, int value) {
    int control = virtual.get(start + CONTROL, 2);
    if ((control & RESET) != 0) {
      virtual.change(start + CONTROL, 2, RESET, 0);
      if ((function.configRead(start + DEVICE_CAPABILITIES, 4) & CAPABLE_OF_RESET) != 0) {
        reset.run();
      }
    }
    int wanted = control & READ_REQUEST;
    if (wanted != readRequest) {
      readRequest = wanted;
      requestAtLeastPayload(wanted >> READ_REQUEST_SHIFT);
    }
  }

  /** Both sizes are 128 bytes shifted by their field; none of more than 4096 reaches hardware. */
  private void requestAtLeastPayload(int wanted) {
    if (wanted > LARGEST_READ_REQUEST) {
      return;
    }
    int control = function.configRead(start + CONTROL, 2);
    int size = Math.max(wanted, (control & PAYLOAD) >> PAYLOAD_SHIFT);
    function.configWrite(
        start + CONTROL, 2, (control & ~(READ_REQUEST | RESET)) | size << READ_REQUEST_SHIFT);
  }
}

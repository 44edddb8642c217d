package io.vfio4j.e2e;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.plugin.PluginFolder;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.testkit.SimulatedBinding;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.script.Hex;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.SpiReader;
import io.vfio4j.testkit.script.Transcript;
import io.vfio4j.testkit.script.random.DeviceShape;
import io.vfio4j.testkit.script.random.RegionShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The image's own nvgrace plugin, in this process, on a GPU as the guest has it: the same profile,
 * the same memory, and what the guest's firmware and kernel had set up before a driver came.
 */
final class NvgraceInProcess implements AutoCloseable {
  private static final Path PLUGINS = Path.of("target", "vfio4j", "plugins");
  private static final int USEMEM = 4;

  /** Where both profiles have the capability of PCI Express. */
  private static final int EXPRESS = 0x40;

  /** Both readiness registers of BAR 0. */
  private static final List<Long> READINESS = List.of(0x1498L, 0x200bcL);

  /** What a guest is asked for before anything else. */
  static final Script SET_UP = Script.parse("probe\nread 7 0x0 256\nread 7 0x1c 12\n");

  private final Plugins plugins;
  private final Function<VariantDriver, SimulatedBinding> bindings;

  private NvgraceInProcess(Plugins plugins, Function<VariantDriver, SimulatedBinding> bindings) {
    this.plugins = plugins;
    this.bindings = bindings;
  }

  /**
   * A GPU.
   *
   * @param profile its hardware
   * @param base where its memory begins
   * @param size how much that is
   * @param setUp what the guest answered to {@link #SET_UP}
   */
  static NvgraceInProcess of(Path profile, String base, String size, Transcript setUp)
      throws IOException {
    Path whole = WorkFolder.create("profile").resolve(profile.getFileName());
    Files.writeString(whole, withMemory(Files.readString(profile), base, size));
    return new NvgraceInProcess(
        PluginFolder.load(PLUGINS),
        driver ->
            SimulatedBinding.of(whole.toString(), driver)
                .with(Map.of("bar-sizing", "linux-6.14"))
                .on(function -> setUp(function, setUp)));
  }

  private static String withMemory(String profile, String base, String size) {
    return profile.replace(
        "\"bars\":",
        """
        "properties": { "nvidia,gpu-mem-base-pa": "%1$s", "nvidia,gpu-mem-size": "%2$s" },
        "coherentMemory": { "base": "%1$s", "size": "%2$s" },
        "bars":\
        """
            .formatted(base, size));
  }

  /**
   * Firmware and the kernel's PCI layer assign BARs, an interrupt line, and bits of the controls:
   * here as the guest's did it. All else a function must have by itself.
   */
  private static HostFunction setUp(HostFunction function, Transcript setUp) {
    ByteBuffer config = bytes(setUp, 1);
    ByteBuffer bars = bytes(setUp, 2);
    for (int register : new int[] {0x10, 0x14, 0x18}) {
      function.configWrite(register, 4, config.getInt(register));
    }
    for (int register : new int[] {0x1c, 0x20, 0x24}) {
      function.configWrite(register, 4, bars.getInt(register - 0x1c));
    }
    for (int register :
        new int[] {0x04, 0x0c, EXPRESS + 0x08, EXPRESS + 0x10, EXPRESS + 0x28, EXPRESS + 0x30}) {
      function.configWrite(register, 2, config.getShort(register) & 0xffff);
    }
    function.configWrite(0x3c, 1, config.get(0x3c) & 0xff);
    return GuestsHardware.of(function);
  }

  private static ByteBuffer bytes(Transcript transcript, int line) {
    String answer = transcript.lines().get(line).answer();
    byte[] bytes = new Hex(answer.substring(answer.indexOf(' ') + 1)).bytes();
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  Transcript run(Script script) {
    return run(driver(), script);
  }

  /** The same by another driver. */
  Transcript run(VariantDriver other, Script script) {
    return new SpiReader(bindings.apply(other)::bind).run(script);
  }

  VariantDriver driver() {
    return plugins.catalog().named("nvgrace-gpu").orElseThrow().driver();
  }

  /** How much memory is in a region; 0 if that is the hardware's. */
  long memory(int region) {
    return ask(device -> memory(device.regionInfo(region)));
  }

  /**
   * What scripts may do to it. They leave the readiness registers alone: memory that is not ready
   * has Linux wait half a minute for each access, and vfio4j answer EAGAIN.
   */
  DeviceShape shape() {
    return ask(device -> {
      DeviceShape shape = DeviceShape.of(device);
      for (int region = 2; region <= USEMEM; region += 2) {
        RegionInfo info = device.regionInfo(region);
        if (memory(info) > 0) {
          shape = shape.with(RegionShape.memory(region, info.size(), memory(info)));
        }
      }
      for (long register : READINESS) {
        shape = shape.sparing(0, register, Integer.BYTES);
      }
      return shape;
    });
  }

  private static long memory(RegionInfo info) {
    return info.sparseMmapAreas().stream().mapToLong(area -> area.size()).sum();
  }

  private interface Question<T> {
    T of(VfioDevice device);
  }

  private <T> T ask(Question<T> question) {
    try (SimulatedDevice gpu = bindings.apply(driver()).bind()) {
      gpu.device().open();
      T answer = question.of(gpu.device());
      gpu.device().close();
      return answer;
    }
  }

  @Override
  public void close() {
    plugins.close();
  }
}

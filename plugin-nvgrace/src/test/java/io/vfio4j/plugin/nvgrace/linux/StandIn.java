package io.vfio4j.plugin.nvgrace.linux;

import io.vfio4j.plugin.nvgrace.NvgraceDriver;
import io.vfio4j.plugin.passthrough.PassthroughDriver;
import io.vfio4j.testkit.SimulatedBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The GPUs on record: what each had that the others have not. */
enum StandIn {
  GH200(0x2342, Dvsecs.NONE, 0x6f00_0000L),
  GH200_EXACT(0x2345, Dvsecs.NONE, 0x6000_0000L),
  GB200(0x2941, Dvsecs.MIG, 0x5f00_0000L),
  GB300_CXL(0x31c2, Dvsecs.MIG_AND_CXL, 0x5f00_0000L),
  NO_PROPERTIES(0x2342, Dvsecs.NONE),
  SIZE_ZERO(0x2342, Dvsecs.NONE, 0),
  SIZE_BELOW_1G(0x2342, Dvsecs.NONE, 0x3f00_0000L),
  SIZE_NO_USABLE(0x2342, Dvsecs.NONE, 0x5000_0000L),
  SLOW_READY(0x2342, Dvsecs.NONE, 0x6f00_0000L) {
    @Override
    Duration training() {
      return Duration.ofSeconds(4);
    }

    // Twice the script accesses memory after a reset: 0.9, 1.8, 2.7 and 3.6 s later not yet.
    @Override
    int repeated() {
      return 2 * 4;
    }
  };

  private static final long MEMORY = 0x4000_0000L;

  private final int device;
  private final Dvsecs dvsecs;
  private final Optional<Long> memory;

  StandIn(int device, Dvsecs dvsecs) {
    this.device = device;
    this.dvsecs = dvsecs;
    this.memory = Optional.empty();
  }

  StandIn(int device, Dvsecs dvsecs, long memory) {
    this.device = device;
    this.dvsecs = dvsecs;
    this.memory = Optional.of(memory);
  }

  /** Vendor's capabilities in extended config space. */
  private enum Dvsecs {
    NONE(""),
    MIG(
        """
        , { "type": "dvsec", "offset": "0x100", "vendor": "0x10de", "id": 3, "revision": 1,
            "data": "01 00 00 00 00 00" }
        """),
    MIG_AND_CXL(
        MIG.json
            + """
            , { "type": "dvsec", "offset": "0x110", "vendor": "0x1e98", "id": 0, "revision": 1,
                "data": "%s 03 00 00 00 %s" }
            """
                .formatted(zeros(18), zeros(28)));

    private final String json;

    Dvsecs(String json) {
      this.json = json;
    }
  }

  private static String zeros(int count) {
    return IntStream.range(0, count).mapToObj(i -> "00").collect(Collectors.joining(" "));
  }

  /** How long its memory is not ready after a reset. */
  Duration training() {
    return Duration.ZERO;
  }

  /** How many accesses have to be tried again for that. */
  int repeated() {
    return 0;
  }

  /** Its name in the files on record. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The drivers of the agent, with this GPU before them. */
  SimulatedBinding binding(Path folder) {
    Path file = folder.resolve(text() + ".json");
    try {
      Files.writeString(file, profile());
    } catch (IOException e) {
      throw new UncheckedIOException("no profile", e);
    }
    return SimulatedBinding.of(file.toString(), new NvgraceDriver(), new PassthroughDriver())
        .with(Map.of("bar-sizing", "linux-6.14"))
        .on((function, clock) -> new StandInFunction(function, clock, training()));
  }

  private String profile() {
    return """
    {
      "description": "the stand-in GPU of the transcripts",
      "functions": [
        {
          "address": "%s",
          "ids": {
            "vendor": "0x10de", "device": "0x%x", "class": "0x030200",
            "subsystemVendor": "0x10de", "subsystemDevice": "0x16eb"
          },
          "interruptPin": "A",
          "capabilities": [
            { "type": "other", "offset": "0x40", "id": "0x10", "data": "02 00 01 80 00 10 %s 10 %s" },
            { "type": "msi", "offset": "0x7c", "vectors": 1 },
            { "type": "power-management", "offset": "0x94", "noSoftReset": false }
            %s
          ],
          "bars": [
            {
              "index": 0, "kind": "memory-64", "size": "16MiB", "prefetchable": true,
              "mappable": true, "address": "0xe2000000",
              "initial": [
                { "offset": 0, "value": "0x134000a1" },
                { "offset": "0x1498", "value": "0xff" },
                { "offset": "0x200bc", "value": "0xff" }
              ]
            },
            {
              "index": 2, "kind": "memory-64", "size": "256MiB", "prefetchable": true,
              "mappable": true, "address": "0xd0000000", "initial": [%s]
            },
            {
              "index": 4, "kind": "memory-64", "size": "32MiB", "prefetchable": true,
              "mappable": true, "address": "0xe0000000", "initial": [%s]
            }
          ]
          %s
        }
      ]
    }
    """
        .formatted(
            address(),
            device,
            zeros(28),
            zeros(23),
            dvsecs.json,
            pattern(0x2000_0000L, 256L << 20),
            pattern(0x4000_0000L, 32L << 20),
            memory.map(StandIn::memory).orElse(""));
  }

  /** What had extended config space was behind a port, the others on the root bus. */
  private String address() {
    return dvsecs == Dvsecs.NONE ? "0000:00:03.0" : "0000:01:00.0";
  }

  /** Each word holds its offset and the BAR's number, as far as it is ever read. */
  private static String pattern(long base, long size) {
    return LongStream.of(0, 0x1498, 0x2000, 0x2004, 0x3000, size - 4096, size - 4)
        .mapToObj(at -> "{ \"offset\": %d, \"value\": %d }".formatted(at, base | at))
        .collect(Collectors.joining(", "));
  }

  private static String memory(long size) {
    String properties =
        """
        , "properties": { "nvidia,gpu-mem-base-pa": %d, "nvidia,gpu-mem-size": %d }
        """
            .formatted(MEMORY, size);
    String memory =
        """
        , "coherentMemory": { "base": %d, "size": %d }
        """
            .formatted(MEMORY, size);
    return size == 0 ? properties : properties + memory;
  }
}

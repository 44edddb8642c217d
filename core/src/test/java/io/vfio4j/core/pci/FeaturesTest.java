package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.pci.irq.FakeNotifier;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DEVICE_FEATURE and the ioctls without a method of their own. */
class FeaturesTest {
  private final VfioPciCore device = Opened.on(FakeFunction.gpu()).device();

  private static FeatureRequest request(int feature, String operations, String data) {
    return new FeatureRequest(
        feature,
        operations.contains("g"),
        operations.contains("s"),
        operations.contains("p"),
        MemorySegment.ofArray(HexFormat.of().parseHex(data)));
  }

  private String answer(FeatureRequest request) {
    try {
      assertEquals(FeatureResult.EMPTY, device.feature(request));
      return "0";
    } catch (VfioException e) {
      return e.errno().name();
    }
  }

  /** What the transcripts of spec/oracle show of a probe to get and one to set. */
  @ParameterizedTest
  @CsvSource({
    "0, ENOTTY, ENOTTY",
    "1, ENOTTY, ENOTTY",
    "2, ENOTTY, ENOTTY",
    "3, EINVAL, 0",
    "4, EINVAL, 0",
    "5, EINVAL, 0",
    "6, ENOTTY, ENOTTY",
    "7, ENOTTY, ENOTTY",
    "8, ENOTTY, ENOTTY",
    "9, ENOTTY, ENOTTY",
    "10, ENOTTY, ENOTTY",
    "11, 0, EINVAL",
    "12, EINVAL, EINVAL",
    "13, ENOTTY, ENOTTY",
    "65535, ENOTTY, ENOTTY",
  })
  void answersProbesAsLinuxDoes(int feature, String get, String set) {
    assertEquals(get, answer(request(feature, "pg", "")));
    assertEquals(set, answer(request(feature, "ps", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "3, gs, ''",
    "3, '', ''",
    "3, g, ''",
    "4, s, 00000000",
    "4, s, ffffffff00000000",
    "11, g, 000000000000000000000000",
    "11, g, 00000000000000000000000000000000",
    "11, g, 00000000000000000100000001000000",
    "11, g, 00000000000000000000000001000000",
    "12, s, ''",
  })
  void answersEinvalToWhatMakesNoSense(int feature, String operations, String data) {
    assertEquals("EINVAL", answer(request(feature, operations, data)));
  }

  @Test
  void probesNeitherOperationOfAFeatureThatItHas() {
    assertEquals("0", answer(request(3, "p", "")));
  }

  @Test
  void entersLowPowerOnceAndLeavesItAnyTime() {
    assertEquals("0", answer(request(5, "s", "")));
    assertEquals("0", answer(request(3, "s", "")));
    assertEquals("EINVAL", answer(request(3, "s", "")));
    assertEquals("0", answer(request(5, "s", "")));
    assertEquals("0", answer(request(3, "s", "")));
  }

  @Test
  void knowsNoEventFdOfAClientElsewhere() {
    assertEquals("EBADF", answer(request(4, "s", "0700000000000000")));
  }

  private FeatureRequest wakeUpBy(FakeNotifier eventFd) {
    MemorySegment data = MemorySegment.ofArray(HexFormat.of().parseHex("0700000000000000"));
    return new FeatureRequest(4, false, true, false, data, number -> eventFd);
  }

  /** Any operation wakes the function up, which signals the eventfd and ends low power. */
  @Test
  void isWokenUpByAnyOperation() {
    FakeNotifier eventFd = new FakeNotifier();
    assertEquals("0", answer(wakeUpBy(eventFd)));
    assertEquals(0, eventFd.takeSignals());
    device.regionInfo(0);
    assertEquals(1, eventFd.takeSignals());
    assertTrue(eventFd.closed());
    assertEquals("0", answer(request(3, "s", "")));
    assertEquals("EINVAL", answer(wakeUpBy(eventFd)));
  }

  @Test
  void closesWithTheDeviceWithoutWakingIt() {
    FakeNotifier eventFd = new FakeNotifier();
    answer(wakeUpBy(eventFd));
    device.close();
    assertEquals(0, eventFd.takeSignals());
    assertTrue(eventFd.closed());
  }

  @Test
  void keepsNoEventFdThatItDoesNotTake() {
    FakeNotifier eventFd = new FakeNotifier();
    answer(request(3, "s", ""));
    assertEquals("EINVAL", answer(wakeUpBy(eventFd)));
    assertTrue(eventFd.closed());
  }

  @Test
  void refusesToGetAndSetAtOnceBeforeItAsksWhichFeature() {
    assertEquals("EINVAL", answer(request(99, "gs", "")));
    assertEquals("ENOTTY", answer(request(99, "gsp", "")));
  }

  @ParameterizedTest
  @CsvSource({"01000000", "06000000", "ffffffff"})
  void hasNoDmaBufOfWhatIsNoBar(String region) {
    assertEquals("ENODEV", answer(request(11, "g", region + "000000000000000001000000")));
  }

  @ParameterizedTest
  @CsvSource({
    "0x3b70, 0c0000000000000000000000, ENODEV",
    "0x3b70, 0b0000000000000000000000, EINVAL",
    "0x3b70, 0c000000, EINVAL",
    "0x3b71, 0c0000000000000000000000, EINVAL",
    "0x3b71, 0c0000000100000000000000, EINVAL",
    "0x3b71, 100000000000000001000000, ENODEV",
    "0x3b71, 00, EINVAL",
    "0x3b74, '', EINVAL",
    "0x3b64, '', ENOTTY",
  })
  void answersIoctls(int command, String argument, Errno errno) {
    byte[] bytes = HexFormat.of().parseHex(argument);
    IoctlRequest request = new IoctlRequest(command, MemorySegment.ofArray(bytes));

    assertErrno(errno, () -> device.ioctl(request));
  }
}

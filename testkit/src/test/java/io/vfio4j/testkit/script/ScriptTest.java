package io.vfio4j.testkit.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.irq.IrqAction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  private static List<Operation> operations(String text) {
    return Script.parse(text).lines().stream().map(ScriptLine::operation).toList();
  }

  @Test
  void isAnOperationForEachLineThatIsNoComment() {
    assertEquals(
        List.of(
            new Operation.Probe(),
            new Operation.Region(2, 64),
            new Operation.Read(7, 0x18, 8, 4096),
            new Operation.Read(7, 0, 4096, 320),
            new Operation.Write(4, 0xffff_ffff_ffff_fff8L, new Hex("0a0b")),
            new Operation.Mmap(0, 4096, 8192, Hex.NONE)),
        operations(
            """
            # a comment
            probe

            region 2 64
            read 7 0x18 8
            read 7 0 4096 320
            write 4 0xfffffffffffffff8 0a0b
            mmap 0 0x1000 8192
            """));
  }

  @Test
  void knowsWhatGoesWithVectorsAndFeatures() {
    assertEquals(
        List.of(
            new Operation.SetIrqs(1, IrqAction.TRIGGER, VectorData.EVENTFD, 0, 3, "e-e"),
            new Operation.SetIrqs(1, IrqAction.TRIGGER, VectorData.NONE, 0, 0, ""),
            new Operation.Feature(11, true, false, true, Hex.NONE),
            new Operation.Ioctl(0x3b70, 4096, new Hex("0010"))),
        operations(
            """
            set-irqs 1 trigger eventfd 0 3 e-e
            set-irqs 1 trigger none 0 0
            feature 11 probe+get
            ioctl 0x3b70 4096 0010
            """));
  }

  @Test
  void isFoundInItsTranscriptAgain() {
    String text = "probe : 0\nread 7 0x18 8 : 8 0c00004044332211\n";
    Transcript transcript = Transcript.parse(text);
    assertEquals(text, transcript.toString());
    assertEquals(Script.parse("probe\nread 7 0x18 8\n"), transcript.script());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open",
        "read 7 0x18",
        "read 7 0x18 8 8 8",
        "read 7 zero 8",
        "read 0x100000000 0 8",
        "read 7 0 65537",
        "write 7 0 0a0",
        "mmap 0 0 4096 aa",
        "set-irqs 1 trigger bool 0 2 1",
        "set-irqs 1 fire none 0 1",
        "set-irqs 1 trigger none 0 1 1",
        "feature 3 ask",
        "ioctl 0x3b70 1 0010",
        "info  "
      })
  void refusesWhatMakesNoSense(String line) {
    assertThrows(ScriptException.class, () -> Script.parse(line));
  }
}

package io.vfio4j.api.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The api against {@code api/signatures.txt}, so that a change to it is lines to be reviewed. */
class SignaturesTest {
  private static final Path BASELINE = Path.of("signatures.txt");
  private static final String WRITE =
      "mvn -q -o -pl api -Dquick test -Dtest=SignaturesTest -Dsignatures=write";

  /** A method that one of these gets without a body is missing in every plugin there is. */
  private static final List<String> IMPLEMENTED_BY_PLUGINS =
      Stream.of(VariantDriver.class, VfioDevice.class, ForwardingVfioDevice.class)
          .map(Class::getName)
          .toList();

  private static List<String> current() {
    return PublicTypes.all().stream().flatMap(type -> Signature.of(type).stream()).toList();
  }

  @Test
  void theApiIsWhatItWas() throws IOException {
    List<String> current = current();
    if ("write".equals(System.getProperty("signatures"))) {
      Files.write(BASELINE, current);
    }
    assertEquals("", report(Files.readAllLines(BASELINE), current));
  }

  private static String report(List<String> before, List<String> now) {
    List<String> gone = without(before, now);
    List<String> added = without(now, before);
    if (gone.isEmpty() && added.isEmpty()) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    gone.forEach(line -> lines.add("gone, which breaks plugins that use it: " + line));
    added.forEach(
        line -> lines.add((breaks(line) ? "new, which breaks plugins: " : "new: ") + line));
    lines.add("If that is meant: say in CHANGELOG.md, under SPI, what it means for plugins; then");
    lines.add("  " + WRITE);
    lines.add("and commit api/signatures.txt with the change.");
    return String.join("\n", lines);
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  private static boolean breaks(String line) {
    return line.contains(" abstract ")
        && IMPLEMENTED_BY_PLUGINS.stream().anyMatch(type -> line.startsWith(type + " "));
  }

  @Test
  void aMethodThatIsTakenAwayIsReportedAsABreak() {
    List<String> before = Signature.of(Before.class);
    List<String> after = Signature.of(After.class).stream().map(SignaturesTest::asBefore).toList();
    String report = report(before, after);
    assertTrue(report.contains("gone, which breaks plugins that use it"), report);
    assertTrue(report.contains("abstract int size()"), report);
    assertTrue(report.contains("abstract long size()"), report);
    assertTrue(report.contains("CHANGELOG.md"), report);
  }

  private static String asBefore(String line) {
    return line.replace("$After", "$Before");
  }

  @Test
  void whatIsAddedWithoutABodyIsABreakWherePluginsImplementIt() {
    String added = VfioDevice.class.getName() + " public abstract void freeze()";
    assertTrue(report(List.of(), List.of(added)).contains("new, which breaks plugins: "));
    String harmless = VfioDevice.class.getName() + " public default void freeze()";
    assertTrue(report(List.of(), List.of(harmless)).contains("new: "));
  }

  /** An api before a change, and after it. */
  public interface Before {
    /** A size. */
    int size();
  }

  /** The same with another type. */
  public interface After {
    /** A size. */
    long size();
  }
}

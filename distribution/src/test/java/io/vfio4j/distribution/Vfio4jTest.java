package io.vfio4j.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.distribution.acpi.AcpiCommand;
import io.vfio4j.distribution.cli.CommandGroup;
import io.vfio4j.distribution.cli.CommandRun;
import io.vfio4j.distribution.cli.Entry;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.plugin.PluginCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Vfio4jTest {

  @Test
  void everyCommandIsFoundByItsName() {
    for (CommandGroup group : List.of(new Vfio4j(), new AcpiCommand(), new PluginCommand())) {
      for (String name : group.names()) {
        Entry named = Objects.requireNonNull(group.named(name), name);
        assertEquals(name, named.usage().name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfEachFitsATerminal(String command) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    String[] words = (command + " --help").strip().split(" ");

    int code = new CommandRun(new Streams(writer, writer), () -> "").execute(new Vfio4j(), words);

    assertEquals(0, code);
    assertTrue(out.toString().startsWith(("Usage: vfio4j " + command).strip()), out::toString);
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
  }

  static Stream<String> commands() {
    return commands(new Vfio4j(), "");
  }

  private static Stream<String> commands(Entry entry, String name) {
    return entry instanceof CommandGroup group
        ? Stream.concat(
            Stream.of(name), group.names().stream().flatMap(each -> inside(group, name, each)))
        : Stream.of(name);
  }

  private static Stream<String> inside(CommandGroup group, String name, String each) {
    return commands(Objects.requireNonNull(group.named(each)), (name + " " + each).strip());
  }
}

package io.vfio4j.testkit.script.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.ScriptLine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptGeneratorTest {
  private static final long SIZE = 1 << 20;
  private static final long LENGTH = SIZE - 0x3000;
  private static final int OPERATIONS = 10_000;
  private static final Span SPARED = new Span(0x1010, 4);

  private static final DeviceShape SHAPE =
      new DeviceShape(
          List.of(
              RegionShape.memory(0, SIZE, LENGTH)
                  .withEdge(0x1000)
                  .sparing(SPARED.offset(), SPARED.size()),
              RegionShape.absent(1)),
          new ConfigShape(256, List.of(0x04, 0x10, 0x44), List.of(new Span(0x3c, 1))),
          List.of("write 7 0x44 0000", "write 7 0x4 0600"),
          List.of("write 7 0x49 80"));

  private static final ScriptGenerator GENERATOR = ScriptGenerator.of(SHAPE);

  private static Stream<Operation> operations() {
    return GENERATOR.script(1, OPERATIONS).script().lines().stream().map(ScriptLine::operation);
  }

  private static <T extends Operation> List<T> all(Class<T> kind) {
    return operations().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void makesTheSameOfASeedAndAnotherOfAnother() {
    RandomScript script = GENERATOR.script(7, 1000);
    assertEquals(script, GENERATOR.script(7, 1000));
    assertNotEquals(script.steps(), GENERATOR.script(8, 1000).steps());
    int more = script.script().lines().size() - script.opening().lines().size() - 1000;
    assertTrue(more >= 0 && more < 3, more + " more than asked for");
  }

  @Test
  void makesEveryKindOfOperationButThoseThatItLeavesOut() {
    Set<String> made =
        operations()
            .map(operation -> operation.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        Stream.of(Operation.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .filter(name -> !name.startsWith("Dma") && !name.equals("Settle"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, made);
  }

  /** The opening wrote what is read, be it before an edge or behind it. */
  @Test
  void readsOnlyMemoryThatWasFilled() {
    boolean[] filled = new boolean[(int) SIZE];
    RandomScript script = GENERATOR.script(1, OPERATIONS);
    for (ScriptLine line : script.opening().lines()) {
      if (line.operation() instanceof Operation.Write write) {
        java.util.Arrays.fill(
            filled, (int) write.offset(), (int) write.offset() + write.bytes().length(), true);
      }
    }
    int reads = 0;
    for (Operation.Read read : all(Operation.Read.class)) {
      if (read.region() == 0) {
        reads++;
        for (long at = read.offset(); at < Math.min(LENGTH, read.offset() + read.count()); at++) {
          assertTrue(filled[(int) at] || SPARED.touches(at, 1), read.toString());
        }
      }
    }
    assertTrue(reads > 100, reads + " reads");
  }

  @Test
  void writesNothingThatIsSpared() {
    for (Operation.Write write : all(Operation.Write.class)) {
      Span spared = write.region() == 7 ? SHAPE.config().spared().getFirst() : SPARED;
      assertFalse(spared.touches(write.offset(), write.bytes().length()), write.toString());
    }
  }

  @Test
  void reachesEveryEdgeFromBothSides() {
    List<Operation.Write> writes = all(Operation.Write.class);
    for (long edge : SHAPE.regions().getFirst().edges()) {
      assertMade(writes, write -> write.offset() == edge);
      assertMade(
          writes,
          write ->
              edge == 0
                  || (write.offset() < edge && write.offset() + write.bytes().length() > edge));
    }
  }

  @Test
  void writesOverEveryRegisterOfConfigSpaceInOddPieces() {
    List<Operation.Write> writes =
        all(Operation.Write.class).stream().filter(write -> write.region() == 7).toList();
    for (int register : SHAPE.config().registers()) {
      assertMade(
          writes,
          write ->
              write.bytes().length() % 2 == 1
                  && write.offset() < register
                  && write.offset() + write.bytes().length() > register);
    }
  }

  /** Else Linux stores nothing where this stores, and the rest of the script differs. */
  @Test
  void storesByMappingsOnlyWhereMemoryWasTurnedOn() {
    List<Operation> operations = operations().toList();
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i) instanceof Operation.Mmap mmap && mmap.stored().length() > 0) {
        assertEquals(
            List.of("write 7 0x44 0000", "write 7 0x4 0600"),
            GENERATOR.script(1, OPERATIONS).script().lines().subList(i - 2, i).stream()
                .map(ScriptLine::text)
                .toList());
      }
    }
  }

  @Test
  void makesOperationsOfADevicesOwnAsOftenAsAskedFor() {
    ScriptGenerator more = GENERATOR.with(1000, _ -> List.of("reset", "reset"));
    long resets =
        more.script(1, OPERATIONS).steps().stream()
            .filter(step -> step.lines().size() == 2)
            .filter(step -> step.lines().getFirst().text().equals("reset"))
            .count();
    assertTrue(resets > OPERATIONS / 4 && resets < OPERATIONS / 2, resets + " steps");
  }

  @Test
  void completesWhatTwoDevicesAreKnownToDoDifferently() {
    ScriptGenerator completing =
        GENERATOR.completing(operation ->
            operation instanceof Operation.Reset ? List.of("info", "irq 0") : List.of());
    List<String> lines =
        completing.script(1, OPERATIONS).script().lines().stream().map(ScriptLine::text).toList();
    assertTrue(lines.contains("reset"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("reset")) {
        assertEquals(List.of("info", "irq 0"), lines.subList(i + 1, i + 3));
      }
    }
  }

  @Test
  void straddlesEdgesAndBarRegistersMoreOftenWhereAskedTo() {
    ScriptGenerator more = GENERATOR.withAccesses(500, Set.of(0)).withBarRegisters(500);
    for (int region : List.of(0, 7)) {
      long usual = straddling(GENERATOR, region);
      long wanted = straddling(more, region);
      assertTrue(wanted > 2 * usual, usual + " and " + wanted + " of region " + region);
    }
  }

  private static long straddling(ScriptGenerator generator, int region) {
    return generator.script(1, OPERATIONS).script().lines().stream()
        .map(ScriptLine::operation)
        .filter(Operation.Write.class::isInstance)
        .map(Operation.Write.class::cast)
        .filter(write -> write.region() == region)
        .filter(write -> straddles(write, region == 7 ? 0x24 : LENGTH))
        .count();
  }

  private static boolean straddles(Operation.Write write, long edge) {
    return write.offset() < edge && write.offset() + write.bytes().length() > edge;
  }

  private static <T> void assertMade(List<T> made, Predicate<T> wanted) {
    assertTrue(made.stream().anyMatch(wanted));
  }
}

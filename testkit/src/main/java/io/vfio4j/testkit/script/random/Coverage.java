package io.vfio4j.testkit.script.random;

import io.vfio4j.api.Errno;
import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;
import io.vfio4j.testkit.script.TranscriptLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What random scripts have asked a device: how often each kind of operation, and how often it was
 * answered with an errno or SIGBUS. A comparison that finds no difference is worth as much as this.
 *
 * @since 0.1
 */
public final class Coverage {
  private static final Set<String> REFUSALS =
      Stream.concat(Stream.of("SIGBUS"), Stream.of(Errno.values()).map(Enum::name))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Predicate<Operation>> wanted;
  private final Map<String, Tally> kinds = new TreeMap<>();
  private final Map<String, Tally> met = new LinkedHashMap<>();

  private record Tally(int asked, int refused) {
    Tally plus(Tally other) {
      return new Tally(asked + other.asked, refused + other.refused);
    }
  }

  /**
   * Nothing asked yet.
   *
   * @param wanted what else is counted, by its name, in the order it is printed in
   */
  public Coverage(Map<String, Predicate<Operation>> wanted) {
    this.wanted = new LinkedHashMap<>(wanted);
    wanted.keySet().forEach(name -> met.put(name, new Tally(0, 0)));
  }

  /**
   * Counts what a device was asked.
   *
   * @param transcript its answers
   */
  public void add(Transcript transcript) {
    transcript.lines().forEach(this::add);
  }

  private void add(TranscriptLine line) {
    boolean refused = REFUSALS.contains(line.answer().split(" ", 2)[0]);
    Tally one = new Tally(1, refused ? 1 : 0);
    Operation operation = Script.parse(line.operation()).lines().getFirst().operation();
    kinds.merge(kind(line.operation(), operation), one, Tally::plus);
    wanted.forEach((name, is) -> {
      if (is.test(operation)) {
        met.merge(name, one, Tally::plus);
      }
    });
  }

  private static String kind(String line, Operation operation) {
    String word = line.split(" ", 2)[0];
    return switch (operation) {
      case Operation.Read read -> word + " " + read.region();
      case Operation.Write write -> word + " " + write.region();
      case Operation.Mmap mmap -> word + " " + mmap.region();
      case Operation.SetIrqs set -> word + " " + Integer.toUnsignedString(set.index());
      default -> word;
    };
  }

  /** What was wanted, and no script had. */
  public List<String> missing() {
    return met.entrySet().stream()
        .filter(each -> each.getValue().asked() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A line for each kind, then for each that was wanted. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(List.of("  asked refused"));
    Stream.concat(kinds.entrySet().stream(), met.entrySet().stream())
        .map(each ->
            "%7d %7d %s"
                .formatted(each.getValue().asked(), each.getValue().refused(), each.getKey()))
        .forEach(lines::add);
    return String.join("\n", lines);
  }
}

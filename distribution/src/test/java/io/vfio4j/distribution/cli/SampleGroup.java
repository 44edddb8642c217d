package io.vfio4j.distribution.cli;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sample and a group in a group. */
record SampleGroup(String name, Consumer<Arguments> what) implements CommandGroup {

  @Override
  public Usage usage() {
    return Usage.of(name, "Has others.").footer("The end.");
  }

  @Override
  public List<String> names() {
    return List.of("sample", "inner");
  }

  @Override
  public @Nullable Entry named(String wanted) {
    return switch (wanted) {
      case "sample" -> new Sample(what);
      case "inner" -> new SampleGroup("inner", what);
      default -> null;
    };
  }
}

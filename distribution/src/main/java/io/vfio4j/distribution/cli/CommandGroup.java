package io.vfio4j.distribution.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands under one name. */
public non-sealed interface CommandGroup extends Entry {

  /** What they are called, in the order of the help. */
  List<String> names();

  /**
   * The one of a name; null if there is none. The others are not made, nor their classes loaded.
   */
  @Nullable Entry named(String name);
}

package io.vfio4j.testkit.reference;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which classes a plugin sees: its own, the api, slf4j, and what the JDK exports. */
final class PackageBorder {
  private static final List<String> SHOWN = List.of("io/vfio4j/api/", "org/slf4j/");
  private static final List<String> HOSTS = List.of("com/google/inject/", "org/pf4j/");

  private final Set<String> own;
  private final Set<String> exported = new HashSet<>();
  private final Set<String> internal = new HashSet<>();

  PackageBorder(Set<String> own) {
    this.own = own;
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      internal.addAll(module.descriptor().packages());
      module.descriptor().exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .forEach(exported::add);
    }
    internal.removeAll(exported);
  }

  /**
   * What is wrong with a class.
   *
   * @param type its name with slashes
   */
  Optional<Verdict> verdict(String type) {
    String name = type.replace('/', '.');
    String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (own.contains(type) || SHOWN.stream().anyMatch(type::startsWith)) {
      return Optional.empty();
    }
    if (type.equals("sun/misc/Unsafe")) {
      return Optional.of(
          Verdict.error(
              name, "it reaches memory that is not the device's: use MemorySegment and VarHandle"));
    }
    if (internal.contains(packageName)) {
      return Optional.of(
          Verdict.error(name, "the JDK does not export it: use what java.base exports"));
    }
    return exported.contains(packageName) ? Optional.empty() : Optional.of(unseen(type, name));
  }

  private static Verdict unseen(String type, String name) {
    if (type.startsWith("io/vfio4j/")) {
      return Verdict.error(
          name, "the agent shows plugins io.vfio4j.api and nothing else of its own: use that");
    }
    if (HOSTS.stream().anyMatch(type::startsWith)) {
      return Verdict.error(
          name, "it is the agent's own library, not shown to plugins: do without, or pack a copy");
    }
    return Verdict.warning(
        name, "it is neither in the plugin nor shown by the agent: pack it, unless it is optional");
  }
}

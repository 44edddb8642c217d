package io.vfio4j.testkit.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a plugin refers to and should not.
 *
 * @since 0.1
 */
public final class ForbiddenReferences {
  private final PackageBorder packages;
  private final MethodBorder methods = new MethodBorder();
  private final Map<Verdict, List<String>> users = new LinkedHashMap<>();

  private ForbiddenReferences(Set<String> own) {
    this.packages = new PackageBorder(own);
  }

  /**
   * Reads every class of a plugin.
   *
   * @param plugin its jar, or the folder of its classes
   * @return what was found, in the order of the classes' names
   * @throws IOException if it cannot be read, or something in it is no class file
   */
  public static List<ForbiddenReference> in(Path plugin) throws IOException {
    PluginClasses classes = PluginClasses.read(plugin);
    ForbiddenReferences found = new ForbiddenReferences(classes.names());
    for (ClassReferences references : classes.references()) {
      found.look(references);
    }
    return found.list();
  }

  private void look(ClassReferences references) {
    references.types().forEach(type -> add(packages.verdict(type), references));
    references.methods().forEach(method -> add(methods.verdict(method), references));
    if (references.hasNativeMethods()) {
      add(Optional.of(Verdict.NATIVE), references);
    }
  }

  private void add(Optional<Verdict> verdict, ClassReferences references) {
    verdict.ifPresent(v -> users.computeIfAbsent(v, _ -> new ArrayList<>()).add(references.name()));
  }

  private List<ForbiddenReference> list() {
    return users.entrySet().stream()
        .map(entry -> entry.getKey().usedBy(entry.getValue().stream().distinct().toList()))
        .toList();
  }
}

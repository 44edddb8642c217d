package io.vfio4j.testkit.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which methods of the JDK a plugin must not call. */
final class MethodBorder {
  private static final Set<String> ENDS_THE_AGENT =
      Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");
  private static final String RESTRICTED = "Ljdk/internal/javac/Restricted;";

  private final Map<String, Set<String>> restricted = new HashMap<>();

  Optional<Verdict> verdict(MethodReference method) {
    if (ENDS_THE_AGENT.contains(method.text())) {
      return Optional.of(
          Verdict.error(
              method.text(), "it ends the agent, with every VM's device: throw a VfioException"));
    }
    if (restrictedIn(method.owner()).contains(method.name() + method.descriptor())) {
      return Optional.of(
          Verdict.error(
              method.text(),
              "it is a restricted method, which plugins may not call (IllegalCallerException):"
                  + " ask the DeviceContext for memory"));
    }
    return Optional.empty();
  }

  private Set<String> restrictedIn(String owner) {
    return owner.startsWith("java/")
        ? restricted.computeIfAbsent(owner, MethodBorder::readRestricted)
        : Set.of();
  }

  /** The JDK marks them in its own class files. */
  private static Set<String> readRestricted(String owner) {
    try (InputStream classFile = Object.class.getResourceAsStream("/" + owner + ".class")) {
      if (classFile == null) {
        return Set.of();
      }
      return ClassFile.of().parse(classFile.readAllBytes()).methods().stream()
          .filter(MethodBorder::isRestricted)
          .map(method -> method.methodName().stringValue() + method.methodType().stringValue())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRestricted(MethodModel method) {
    return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(visible -> visible.annotations().stream())
        .anyMatch(annotation -> annotation.className().equalsString(RESTRICTED));
  }
}

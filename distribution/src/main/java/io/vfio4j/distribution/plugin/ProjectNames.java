package io.vfio4j.distribution.plugin;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the template's placeholders stand for, by the names that the archetype gives them.
 *
 * @param values by name, without the {@code ${}} around it
 */
record ProjectNames(Map<String, String> values) {
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final String GROUP_ID = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";
  private static final String VERSION = "[0-9][A-Za-z0-9.+-]*";
  private static final String CLASS_PREFIX = "[A-Z][A-Za-z0-9]*";
  private static final String PACKAGE = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*";

  /**
   * What the template's classes import: VfioDevice and so on. The archetype's descriptor has them
   * too.
   */
  private static final Set<String> TAKEN_PREFIXES =
      Set.of("ForwardingVfio", "Simulated", "Variant", "Vfio");

  private static final Set<String> TAKEN_PACKAGES = Set.of("java.", "io.vfio4j.api.", "org.slf4j.");

  static ProjectNames checked(
      String groupId,
      String artifactId,
      String version,
      @Nullable String packageName,
      @Nullable String classPrefix) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "artifactId",
        checked("NAME", artifactId, NAME, "acme-gpu: small letters and digits between dashes"));
    values.put(
        "groupId",
        checked("--group-id", groupId, GROUP_ID, "com.acme: letters and digits between dots"));
    values.put(
        "version",
        checked("--version-of", version, VERSION, "1.0-SNAPSHOT: a digit first, no blanks"));
    values.put("package", checkedPackage(packageName == null ? groupId : packageName));
    values.put(
        "classPrefix", checkedPrefix(classPrefix == null ? capitalised(artifactId) : classPrefix));
    return new ProjectNames(values);
  }

  private static String checked(String what, String value, String pattern, String example) {
    if (!value.matches(pattern)) {
      throw new CommandFailed(
          ExitCode.USAGE, "%s '%s' is none such as %s".formatted(what, value, example));
    }
    return value;
  }

  private static String checkedPackage(String name) {
    String example = "com.acme.gpu: small letters and digits between dots";
    checked("--package", name, PACKAGE, example);
    for (String word : name.split("\\.", -1)) {
      if (SourceVersion.isKeyword(word)) {
        throw new CommandFailed(
            ExitCode.USAGE,
            "'%s' in the package %s is a keyword of Java: name another one with --package"
                .formatted(word, name));
      }
    }
    if (isTaken(name)) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "the package %s is Java's or vfio4j's own: name another one with --package"
              .formatted(name));
    }
    return name;
  }

  /** The JVM loads no plugin's class of such a name, or javac compiles none. */
  private static boolean isTaken(String name) {
    return TAKEN_PACKAGES.stream().anyMatch((name + ".")::startsWith)
        || ModuleLayer.boot().modules().stream()
            .filter(module -> module.getName().matches("(java|jdk)\\..*"))
            .anyMatch(module -> module.getPackages().contains(name));
  }

  private static String checkedPrefix(String classPrefix) {
    String example = "AcmeGpu: letters and digits, a capital first";
    checked("--class-prefix", classPrefix, CLASS_PREFIX, example);
    if (TAKEN_PREFIXES.contains(classPrefix)) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "a class whose name begins with '%s' would hide one of vfio4j's: name another word with --class-prefix"
              .formatted(classPrefix));
    }
    return classPrefix;
  }

  private static String capitalised(String name) {
    return Arrays.stream(name.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** A text of the template with every placeholder filled; what else looks like one stays. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("${" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  /** The place of one of the template's files, where sources go into their package's folder. */
  String place(String file) {
    String named = file;
    for (Map.Entry<String, String> value : values.entrySet()) {
      named = named.replace("__" + value.getKey() + "__", value.getValue());
    }
    return named.replaceFirst(
        "^src/(main|test)/java/", "src/$1/java/" + values.get("package").replace('.', '/') + "/");
  }
}

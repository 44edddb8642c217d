package io.vfio4j.api.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each public type promises, and whether it can keep it. */
class PromiseTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern SINCE = Pattern.compile("@since (\\d+\\.\\d+)");

  static List<Class<?>> types() {
    return PublicTypes.topLevel();
  }

  @Test
  void thereAreTypes() {
    assertTrue(types().contains(VariantDriver.class));
  }

  @ParameterizedTest
  @MethodSource("types")
  void eachTypeSaysOnceWhatItPromises(Class<?> type) {
    assertTrue(
        type.isAnnotationPresent(Stable.class) != type.isAnnotationPresent(Experimental.class),
        () -> type + ": put @Stable(since = …) or @Experimental(since = …) on it");
  }

  @ParameterizedTest
  @MethodSource("types")
  void thePromiseIsAsOldAsTheJavadocSays(Class<?> type) throws IOException {
    String source = Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
    Matcher since = SINCE.matcher(source);
    assertTrue(since.find(), () -> type + " has no @since");
    assertEquals(since.group(1), since(type), () -> type + ": @since and its promise differ");
  }

  private static String since(AnnotatedElement type) {
    Stable stable = type.getAnnotation(Stable.class);
    return stable != null ? stable.since() : type.getAnnotation(Experimental.class).since();
  }

  @Test
  void whatIsStableShowsNothingThatIsNot() {
    List<String> broken = new ArrayList<>();
    for (Class<?> type : PublicTypes.all()) {
      if (!experimental(outermost(type))) {
        members(type)
            .filter(member -> !experimental((AnnotatedElement) member))
            .filter(member -> shown(member).anyMatch(shown -> experimental(outermost(shown))))
            .forEach(member -> broken.add(member.toString()));
      }
    }
    assertEquals(List.of(), broken, "mark them @Experimental too");
  }

  /** Neither a library's type, nor one of ours that plugins do not see. */
  @Test
  void noTypeLeaksAnImplementation() {
    Set<String> visible =
        PublicTypes.all().stream().map(Class::getName).collect(Collectors.toSet());
    Set<String> foreign = new TreeSet<>();
    for (Class<?> type : PublicTypes.all()) {
      members(type)
          .flatMap(PromiseTest::shown)
          .filter(shown -> !shown.isPrimitive())
          .map(Class::getName)
          .filter(name -> !name.startsWith("java.") && !visible.contains(name))
          .forEach(name -> foreign.add(name + " in " + type.getName()));
    }
    assertEquals(Set.of(), foreign);
  }

  private static boolean experimental(AnnotatedElement element) {
    return element.isAnnotationPresent(Experimental.class);
  }

  private static Class<?> outermost(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type : outermost(outer);
  }

  private static Stream<Member> members(Class<?> type) {
    return Stream.<Member[]>of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .filter(member -> PublicTypes.isApi(member.getModifiers()) && !member.isSynthetic());
  }

  /** The classes in a member's signature, those between angle brackets too. */
  private static Stream<Class<?>> shown(Member member) {
    return member instanceof Field field
        ? named(field.toGenericString(), field.getDeclaringClass())
        : named(((Executable) member).toGenericString(), member.getDeclaringClass());
  }

  private static Stream<Class<?>> named(String signature, Class<?> from) {
    String withoutOwner = signature.replace(from.getName() + ".", "");
    return Pattern.compile("[a-z][\\w$]*(?:\\.[\\w$]+)+")
        .matcher(withoutOwner)
        .results()
        .map(result -> type(result.group(), from))
        .flatMap(Stream::ofNullable);
  }

  private static @Nullable Class<?> type(String name, Class<?> from) {
    try {
      return Class.forName(name, false, from.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}

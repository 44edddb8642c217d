package io.vfio4j.api.spi;

import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What compiled plugins rely on in a type: a line for itself and one for each visible member. */
final class Signature {

  private Signature() {}

  static List<String> of(Class<?> type) {
    List<String> lines = new ArrayList<>();
    lines.add(head(type));
    Stream.of(
            Arrays.stream(type.getDeclaredFields())
                .filter(Signature::visible)
                .map(Signature::field),
            Arrays.stream(type.getDeclaredConstructors())
                .filter(Signature::visible)
                .map(Signature::constructor),
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> visible(method) && !method.isBridge())
                .map(Signature::method))
        .flatMap(part -> part.sorted())
        .forEach(line -> lines.add(type.getName() + " " + line));
    return lines;
  }

  private static String head(Class<?> type) {
    String words = type.toGenericString();
    String parents =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()),
                Arrays.stream(type.getGenericInterfaces()))
            .map(Type::getTypeName)
            .collect(Collectors.joining(", "));
    String permits =
        type.isSealed()
            ? Arrays.stream(type.getPermittedSubclasses())
                .map(Class::getName)
                .collect(Collectors.joining(", ", " permits ", ""))
            : "";
    return promise(type) + words + (parents.isEmpty() ? "" : " : " + parents) + permits;
  }

  private static String promise(AnnotatedElement element) {
    Stable stable = element.getAnnotation(Stable.class);
    Experimental experimental = element.getAnnotation(Experimental.class);
    return (stable == null ? "" : "stable " + stable.since() + " ")
        + (experimental == null ? "" : "experimental " + experimental.since() + " ");
  }

  private static boolean visible(java.lang.reflect.Member member) {
    return PublicTypes.isApi(member.getModifiers()) && !member.isSynthetic();
  }

  private static String field(Field field) {
    return modifiers(field.getModifiers() & Modifier.fieldModifiers())
        + type(field.getAnnotatedType())
        + " "
        + field.getName()
        + constant(field);
  }

  /** A compiled plugin has the value of a constant in itself. */
  private static String constant(Field field) {
    boolean inlined = field.getType().isPrimitive() || field.getType() == String.class;
    if (!inlined || !Modifier.isStatic(field.getModifiers())) {
      return "";
    }
    try {
      return " = " + field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String constructor(Constructor<?> constructor) {
    return modifiers(constructor.getModifiers() & Modifier.constructorModifiers())
        + "new("
        + parameters(constructor)
        + ")"
        + thrown(constructor);
  }

  private static String method(Method method) {
    return promise(method)
        + modifiers(method.getModifiers() & Modifier.methodModifiers())
        + (method.isDefault() ? "default " : "")
        + type(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + "("
        + parameters(method)
        + ")"
        + thrown(method);
  }

  private static String modifiers(int modifiers) {
    return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getAnnotatedParameterTypes())
        .map(Signature::type)
        .collect(Collectors.joining(", "));
  }

  private static String type(AnnotatedType type) {
    return type.getType().getTypeName() + (type.isAnnotationPresent(Nullable.class) ? "?" : "");
  }

  private static String thrown(Executable executable) {
    return executable.getExceptionTypes().length == 0
        ? ""
        : Arrays.stream(executable.getExceptionTypes())
            .map(Class::getName)
            .collect(Collectors.joining(", ", " throws ", ""));
  }
}

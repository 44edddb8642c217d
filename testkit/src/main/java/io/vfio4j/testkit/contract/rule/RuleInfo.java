package io.vfio4j.testkit.contract.rule;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule, as its method and its annotation tell it.
 *
 * @param concern the letter that its number begins with
 * @param number within the concern
 * @param strength what it means that it is broken
 * @param says the rule, a sentence without its full stop
 * @param lookAt where who broke it looks first
 * @param notOverSocket why a client cannot see it; empty if it can
 * @param method which carries it out
 * @since 0.1
 */
public record RuleInfo(
    String concern,
    int number,
    Strength strength,
    String says,
    String lookAt,
    String notOverSocket,
    Method method) {
  private static final Pattern NAME =
      Pattern.compile("(required|optional|untested)_([A-Z])(\\d+)_[a-z]\\w+");

  /** The rules of a class and of those that it extends, by their numbers. */
  public static List<RuleInfo> of(Class<?> contract) {
    return Arrays.stream(contract.getMethods())
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .map(RuleInfo::of)
        .sorted(Comparator.comparing(RuleInfo::concern).thenComparingInt(RuleInfo::number))
        .toList();
  }

  /** The rule that a method carries out. */
  public static RuleInfo of(Method method) {
    Matcher name = NAME.matcher(method.getName());
    if (!name.matches()) {
      throw new IllegalArgumentException(
          method + " is not named STRENGTH_NUMBER_sentence, as required_R3_endIsEinval is");
    }
    Rule rule = method.getAnnotation(Rule.class);
    return new RuleInfo(
        name.group(2),
        Integer.parseInt(name.group(3)),
        Strength.valueOf(name.group(1).toUpperCase(Locale.ROOT)),
        rule.says(),
        rule.lookAt(),
        rule.notOverSocket(),
        method);
  }

  /** The same, but who breaks it fails. */
  RuleInfo required() {
    return new RuleInfo(concern, number, Strength.REQUIRED, says, lookAt, notOverSocket, method);
  }

  /** For instance {@code R3}. */
  public String id() {
    return concern + number;
  }

  /**
   * The line that says that it was broken.
   *
   * @param came what came instead
   */
  public String broken(String came) {
    return "%s (%s) %s; came: %s; look at: %s".formatted(id(), strength, says, came, lookAt);
  }
}

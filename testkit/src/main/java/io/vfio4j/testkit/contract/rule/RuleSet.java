package io.vfio4j.testkit.contract.rule;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rules of one concern: the methods of a subclass that are annotated with {@link Rule}.
 *
 * @since 0.1
 */
@ExtendWith(RuleExtension.class)
public abstract class RuleSet {
  private String remarks = "";

  /** For subclasses. */
  protected RuleSet() {}

  /** Carries out every rule, each between {@link #prepare} and {@link #cleanUp}. */
  public final List<RuleResult> run() {
    return RuleInfo.of(getClass()).stream().map(this::run).toList();
  }

  /** Carries out one rule. */
  public final RuleResult run(RuleInfo rule) {
    remarks = "";
    return RuleAttempt.of(rule, this);
  }

  /** Before each rule. */
  protected void prepare() {}

  /** After each rule, also after one that was broken. */
  protected void cleanUp() {}

  @BeforeEach
  final void prepareForJUnit() {
    prepare();
  }

  @AfterEach
  final void cleanUpForJUnit() {
    cleanUp();
  }

  /** Says something about a rule that is kept nevertheless. */
  protected final void remark(String text) {
    remarks = remarks.isEmpty() || remarks.equals(text) ? text : remarks + "; " + text;
  }

  final String remarks() {
    return remarks;
  }

  /**
   * Breaks the rule if something does not hold.
   *
   * @param came what came instead, in one line
   */
  protected static void check(boolean holds, String came) {
    if (!holds) {
      throw new RuleBroken(came);
    }
  }

  /**
   * Breaks the rule if a value is not the one that is due.
   *
   * @param what which value
   */
  protected static void same(Object due, Object came, String what) {
    if (!Objects.equals(due, came)) {
      throw new RuleBroken("%s is %s where %s is due".formatted(what, came, due));
    }
  }

  /** The same for bytes. */
  protected static void same(byte[] due, byte[] came, String what) {
    int at = Arrays.mismatch(due, came);
    if (at >= 0) {
      throw new RuleBroken(
          "%s differs from byte 0x%x on: %s where %s is due"
              .formatted(what, at, hex(came, at), hex(due, at)));
    }
  }

  private static String hex(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + Long.BYTES);
    return HexFormat.of().formatHex(bytes, Math.min(from, to), to);
  }

  /**
   * Leaves the rule untested if something is not there that it is about.
   *
   * @param reason what is not there, in one line
   */
  protected static void need(boolean there, String reason) {
    if (!there) {
      throw new NotSeen(reason);
    }
  }
}
